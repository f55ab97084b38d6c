import type { SMTPPoolOptions } from 'nodemailer';
import { lazily } from '../lazily.ts';
import { parseSender } from './address.ts';
import { MailError, type Mailer } from './mail.ts';
import { message } from './message.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * What nodemailer gets for an `smtp:` or `smtps:` URL. Encryption and a trusted certificate are demanded for
 * every relay but one on this machine (claim FC-25); nothing in the URL can switch that off. Throws a RangeError
 * for a URL with a path, a query or a fragment.
 */
export function smtpOptions(text: string): SMTPPoolOptions & { pool: true } {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  if (!secure && url.protocol !== 'smtp:')
    throw new RangeError('the mail relay needs an smtp: or smtps: URL');
  if (url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) {
    throw new RangeError('the mail relay takes no options in its URL');
  }
  const own = loopback.has(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !own,
    ignoreTLS: !secure && own,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: IDLE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Mail through a relay. */
export function smtpMailer(config: { readonly url: string; readonly from: string }): Mailer {
  const options = smtpOptions(config.url);
  const transport = lazily(async () => (await import('nodemailer')).createTransport(options));
  const from = parseSender(config.from);
  return {
    async send(mail) {
      await (await transport.get()).sendMail(message(mail, from)).catch(failed);
    },
    async verify() {
      await (await transport.get()).verify().catch(failed);
    },
    async close() {
      (await transport.peek())?.close();
    },
  };
}

function failed(error: unknown): never {
  if (error instanceof MailError) throw error;
  const status: unknown = error instanceof Error ? Reflect.get(error, 'responseCode') : undefined;
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  // A 5xx on signing in is our own misconfiguration: the mail is good and must wait.
  const final = typeof status === 'number' && status >= 500 && code !== 'EAUTH';
  throw final
    ? new MailError('refused', `The mail relay refused the mail (${status}).`, { cause: error })
    : new MailError('unavailable', 'The mail relay did not take the mail.', { cause: error });
}
