import { parseArgs } from 'node:util';
import { Email } from '#contracts/common.ts';
import { emailDigest } from '../features/identity/index.ts';
import { hashPassword } from '../features/passwords/index.ts';
import { statement } from '../platform/db/index.ts';
import { randomCode } from '../security/crypto/index.ts';
import { type OperatorContext, withOperator } from './with-operator.ts';

/** No look-alikes; 29 characters to the 20th are more than 2^97. */
const ALPHABET = '346789abcdefghijkmnpqrtuvwxyz';
const LENGTH = 20;

const findUser = statement<[Buffer], { id: string }>('select id from app.users where email_digest = $1');
const give = statement<[string, string], { ok: boolean }>('select app.give_temporary_password($1, $2) as ok');
const audit = statement<[string], never>(`
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
  values ('operator', 'temporary-password.issued', 'user', $1, 'cli')`);

export const temporaryPasswordHelp = `caseward temporary-password --email ADDRESS

  Ends all sessions of that person and prints a password that signs in once, within a day, and only to choose
  another one. Give it to them in person; their second factor is asked for as ever.`;

/** Prints a temporary password. Returns the exit code. */
export async function temporaryPasswordCommand(
  args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const { values } = parseArgs({ args, options: { email: { type: 'string' } } });
  const email = Email.safeParse(values.email);
  if (!email.success) {
    warn(temporaryPasswordHelp);
    return 2;
  }
  const made = await withOperator((context) => issueTemporaryPassword(context, email.data));
  if (made === undefined) {
    warn('Nobody with this address has an account that is in use.');
    return 1;
  }
  print(made);
  return 0;
}

/** A fresh temporary password for that person (claim FC-23), or undefined where there is no such account. */
export async function issueTemporaryPassword(
  { db, system }: Pick<OperatorContext, 'db' | 'system'>,
  email: string,
): Promise<string | undefined> {
  const [user] = await db.run(findUser, [emailDigest(system, email)]);
  if (user === undefined) return undefined;
  const password = newTemporaryPassword();
  const [given] = await db.run(give, [user.id, await hashPassword(system, user.id, password)]);
  if (given?.ok !== true) return undefined;
  await db.run(audit, [user.id]);
  return password;
}

/** Four groups of five, from the system's secure random source. */
export function newTemporaryPassword(): string {
  return randomCode(LENGTH, ALPHABET).replace(/.{5}(?=.)/g, '$&-');
}
