import type { BackupCodes } from '#contracts/factors.ts';
import { CODE_ALPHABET, CODE_LENGTH, readPerson } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { type KeyScope, randomCode } from '#server/security/crypto/index.ts';
import { factorStore } from './factors.store.ts';
import { logged } from './logged.ts';

const HOW_MANY = 10;

/** Codes as they are shown, and what is kept of them. */
export interface CodeSet {
  readonly codes: string[];
  readonly digests: Buffer[];
}

/** Ten new ones (claim FTS-02), more than 2^55 to guess from each. */
export function newBackupCodes(system: KeyScope, userId: string): CodeSet {
  const codes = Array.from({ length: HOW_MANY }, () => randomCode(CODE_LENGTH, CODE_ALPHABET));
  return { codes, digests: codes.map((code) => backupCodeDigest(system, userId, code)) };
}

/** Keyed by a key that is not in the database, and bound to its person. */
export function backupCodeDigest(system: KeyScope, userId: string, code: string): Buffer {
  return system.lookup('backup-code', `${userId} ${code}`);
}

/**
 * Makes a new set and voids the one before.
 * @throws AppError conflict without an authenticator app or a passkey.
 */
export async function replaceBackupCodes(caller: SessionCaller): Promise<BackupCodes> {
  const { services, sessionId } = caller;
  const { id: userId, email } = await readPerson(caller);
  const { codes, digests } = newBackupCodes(services.system(), userId);
  await logged(caller, { userId, action: 'factor.backup-codes-made' }, async (store) => {
    if (!(await store.replaceCodes(sessionId, digests)))
      throw new AppError('conflict', { message: 'Set up an authenticator app or a passkey first.' });
  });
  await services.mail.queue({ template: 'factor-changed', to: email, change: 'backup-codes-made' });
  return { codes };
}

/** Spends one code of this person; false for a wrong or spent one. They are told by mail. */
export async function spendBackupCode(
  { services, sessionId }: SessionCaller,
  { id: userId, email }: { readonly id: string; readonly email: string },
  code: string,
): Promise<boolean> {
  const digest = backupCodeDigest(services.system(), userId, code);
  const left = await factorStore(services.db).spendCode(sessionId, digest);
  if (left === null) return false;
  await services.mail.queue({ template: 'backup-code-used', to: email, left });
  return true;
}
