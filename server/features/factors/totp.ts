import type { BackupCodes, TotpOffer } from '#contracts/factors.ts';
import { readPerson, takeTry } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { newTotpSecret, totpStep, totpUri } from '#server/platform/totp/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { type KeyScope, SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import { newBackupCodes } from './backup-codes.ts';
import { factorStore, type TotpRow } from './factors.store.ts';
import { logged } from './logged.ts';

/**
 * Offers a new secret; it counts for nothing before its first right code.
 * @throws AppError conflict where an authenticator app is in use.
 */
export async function beginTotp(caller: SessionCaller): Promise<TotpOffer> {
  const { services, sessionId } = caller;
  const { id: userId, email } = await readPerson(caller);
  const secret = newTotpSecret();
  const sealed = services.system().seal<string>(secretContext(userId), secret);
  await logged(caller, { userId, action: 'factor.totp-offered' }, async (store) => {
    if (!(await store.beginTotp(sessionId, sealed)))
      throw new AppError('conflict', { message: 'An authenticator app is in use. Switch it off first.' });
  });
  return { secret, uri: totpUri(secret, email) };
}

/**
 * Puts the offered secret into use and gives the backup codes, which are shown this once (claims FTS-01, FTS-02).
 * @throws AppError invalid_field (code), conflict when nothing was offered, too_many_requests.
 */
export async function confirmTotp(caller: SessionCaller, code: string): Promise<BackupCodes> {
  const { services, origin, sessionId } = caller;
  const { id: userId, email } = await readPerson(caller);
  const row = await factorStore(services.db).myTotp(sessionId);
  if (row === undefined || row.confirmed) throw nothingOffered();
  const tried = await takeTry(services, { purpose: 'second-factor', account: userId, ip: origin.ip });
  const step = await stepOf(caller, row, code);
  if (step === undefined)
    throw new AppError('invalid_field', {
      field: 'code',
      message: 'This code is not right. Try the next one.',
    });
  const { codes, digests } = newBackupCodes(services.system(), userId);
  await logged(caller, { userId, action: 'factor.totp-enrolled' }, async (store) => {
    if (!(await store.confirmTotp(sessionId, row.sealed_secret, step, digests))) throw nothingOffered();
  });
  await tried.forgive();
  await services.mail.queue({ template: 'factor-changed', to: email, change: 'totp-on' });
  return { codes };
}

/** @throws AppError not_found where none is in use. */
export async function endTotp(caller: SessionCaller): Promise<void> {
  const { id: userId, email } = await readPerson(caller);
  await logged(caller, { userId, action: 'factor.totp-ended' }, async (store) => {
    if (!(await store.endTotp(caller.sessionId))) throw new AppError('not_found');
  });
  await caller.services.mail.queue({ template: 'factor-changed', to: email, change: 'totp-off' });
}

/** Spends the step of a right code; false for a wrong one, and for one whose step, or a later one, was spent. */
export async function spendTotp(caller: SessionCaller, code: string): Promise<boolean> {
  const store = factorStore(caller.services.db);
  const row = await store.myTotp(caller.sessionId);
  if (row === undefined || !row.confirmed) return false;
  const step = await stepOf(caller, row, code);
  return step !== undefined && (await store.spendStep(caller.sessionId, step));
}

function stepOf({ services }: SessionCaller, row: TotpRow, code: string): Promise<number | undefined> {
  const open = async (system: KeyScope) =>
    totpStep(system.unseal(secretContext(row.user_id), row.sealed_secret), code, services.clock.now());
  return services.keys.retrying(SYSTEM_SCOPE, open);
}

function secretContext(userId: string) {
  return { table: 'totp_secrets', row: userId, use: 'secret' } as const;
}

function nothingOffered(): AppError {
  return new AppError('conflict', { message: 'There is no secret to confirm. Start again.' });
}
