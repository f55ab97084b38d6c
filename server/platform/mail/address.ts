import { MailError } from './mail.ts';

const MAX_ADDRESS = 254;
const MAX_LOCAL = 64;
// The dot-atom form of RFC 5322 with the characters of RFC 6531; no quoted parts, comments, groups or literals.
const localPart = /^(?!\.)(?!.*\.\.)(?!.*\.$)[^\s\p{C}\p{Z}"(),:;<>@[\\\]]+$/u;
const domain =
  /^(?=.{1,253}$)(?!-)[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)*$/u;

/** Says whether the text is exactly one plain e-mail address, at most 254 characters (RFC 5321, 4.5.3.1). */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (text.length > MAX_ADDRESS || at < 1 || at > MAX_LOCAL) return false;
  return localPart.test(text.slice(0, at)) && domain.test(text.slice(at + 1));
}

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Reads `Name <address>` or a plain address. Throws a MailError `invalid` for anything else. */
export function parseSender(text: string): Sender {
  const [, name = '', bracketed] = /^([^<>\p{C}]*)<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const address = bracketed ?? text.trim();
  if (!isMailAddress(address)) throw new MailError('invalid', 'The sender is not an e-mail address.');
  return { name: name.trim().replaceAll('"', ''), address };
}
