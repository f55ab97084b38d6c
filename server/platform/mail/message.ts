import type { SendMailOptions } from 'nodemailer';
import { isMailAddress, type Sender } from './address.ts';
import { type Mail, MailError } from './mail.ts';

const MAX_SUBJECT = 200;
// Everything invisible but the word joiner, which `plainName` puts in.
const unprintable = /[[\p{C}\u2028\u2029]--\u2060]/v;

/**
 * The mail as nodemailer takes it. Throws a MailError `invalid` where a header could become two (RFC 5322, 2.2):
 * the address must be one plain address, and the subject one line.
 */
export function message(mail: Mail, from: Sender): SendMailOptions {
  if (!isMailAddress(mail.to)) throw new MailError('invalid', 'The recipient is not an e-mail address.');
  const { subject } = mail;
  if (unprintable.test(subject) || subject.trim() === '' || subject.length > MAX_SUBJECT) {
    throw new MailError('invalid', 'The subject is not one short line.');
  }
  return {
    from,
    to: { name: '', address: mail.to },
    envelope: { from: from.address, to: mail.to },
    subject,
    text: mail.text,
    html: mail.html,
    // RFC 3834: no out-of-office reply to what a machine wrote.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
