import { once } from 'node:events';
import { type IncomingMessage, request as requestPlainly } from 'node:http';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { type ConnectionOptions, connect, type SecureVersion } from 'node:tls';
import { NotPossibleHere } from './failure.ts';

const PATIENCE_MS = 10_000;
const REFUSED = /^ERR_SSL_.*ALERT|^ECONNRESET$/;
const UNTRUSTED = /^CERT_|^ERR_TLS_CERT|SELF_SIGNED|UNABLE_TO_|^DEPTH_ZERO/;

/** What came of a handshake: the version both agreed on, or who did not want to go on. */
export type Greeting =
  | { readonly outcome: 'agreed'; readonly protocol: string }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'untrusted'; readonly reason: string };

export type DoorReply = { readonly status: number; readonly headers: Headers; readonly text: string };

/** Where a deployment meets the network: its TLS, and what stands beside it in clear. */
export type Door = {
  /** The name the certificate has to be of. */
  readonly name: string;
  /** One handshake that offers these versions and nothing else. @throws Error when nobody listens. */
  greet(oldest: SecureVersion, newest: SecureVersion): Promise<Greeting>;
  /** GET through TLS, the certificate being trusted. */
  ask(path: string): Promise<DoorReply>;
  /** GET in clear; undefined where nobody answers that. */
  askInClear(path: string, headers?: Readonly<Record<string, string>>): Promise<DoorReply | undefined>;
};

export type DoorOptions = {
  /** Where plain HTTP is answered: 80, or the very port of an address that names one. */
  readonly httpPort?: number | undefined;
  /** Where to connect to instead of looking the name up. */
  readonly address?: string | undefined;
  /** An authority that is trusted instead of those of the system, PEM. */
  readonly ca?: string | undefined;
};

/** @throws NotPossibleHere where the deployment is reached without TLS. */
export function openDoor(url: string, options: DoorOptions = {}): Door {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'https:') throw new NotPossibleHere('This deployment is reached without TLS.');
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  const host = options.address ?? name;
  const ca = options.ca === undefined ? {} : { ca: options.ca };
  const secure = { host, port: Number(port || 443), servername: name, ...ca };
  const httpPort = options.httpPort ?? (port === '' ? 80 : Number(port));
  return {
    name,
    greet: (minVersion, maxVersion) =>
      // Without this a client of today would not even offer what it has to see refused.
      greet({ ...secure, minVersion, maxVersion, ciphers: 'DEFAULT:@SECLEVEL=0' }),
    async ask(path) {
      const headers = { host: new URL(url).host, accept: 'text/html' };
      return read(request({ ...secure, path, headers, agent: false, timeout: PATIENCE_MS }));
    },
    async askInClear(path, headers = {}) {
      const sent = { host: name, accept: 'text/html', ...headers };
      const asked = { host, port: httpPort, path, headers: sent, agent: false, timeout: PATIENCE_MS };
      return read(requestPlainly(asked)).catch(() => undefined);
    },
  };
}

async function greet(options: ConnectionOptions): Promise<Greeting> {
  const socket = connect({ ...options, timeout: PATIENCE_MS });
  socket.on('timeout', () => socket.destroy(new Error('no answer in 10 s')));
  try {
    await once(socket, 'secureConnect');
    return { outcome: 'agreed', protocol: socket.getProtocol() ?? 'unknown' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (REFUSED.test(code)) return { outcome: 'refused' };
    if (UNTRUSTED.test(code)) return { outcome: 'untrusted', reason: code };
    throw error;
  } finally {
    socket.destroy();
  }
}

async function read(asked: ReturnType<typeof request>): Promise<DoorReply> {
  asked.on('timeout', () => asked.destroy(new Error('no answer in 10 s'))).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return { status: answer.statusCode ?? 0, headers, text: (await buffer(answer)).toString('utf8') };
}
