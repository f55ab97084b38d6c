import type { FactorAnswer } from '#contracts/factors.ts';
import {
  auditIdentity,
  identityStore,
  type OpenedSession,
  readPerson,
  readSession,
  renewSession,
  secondFactorsOf,
  takeTry,
} from '#server/features/identity/index.ts';
import { isOwnPasskey } from '#server/features/passkeys/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { spendBackupCode } from './backup-codes.ts';
import { spendFactorCode } from './mailed-code.ts';
import { spendTotp } from './totp.ts';

/**
 * Finishes a sign-in by its second factor. What it gives back goes into a new cookie: the session has a new id.
 * @throws AppError invalid_field (code), too_many_requests.
 */
export async function finishSignIn(
  caller: SessionCaller,
  answer: FactorAnswer,
  userAgent: string | undefined,
): Promise<OpenedSession> {
  const { stage } = await readSession(caller);
  await checkFactor(caller, answer);
  return renewSession(caller, {
    secondFactor: answer.method,
    // Only this step is done by it: whoever must choose a new password still must.
    stage: stage === 'second_factor' ? 'full' : stage,
    userAgent,
    action: 'sign-in.finished' as const,
  });
}

/**
 * Confirms within a whole session that it is still the same person (ASVS 7.5.3); good for ten minutes.
 * @throws AppError invalid_field (code), too_many_requests.
 */
export async function giveFactorAgain(caller: SessionCaller, answer: FactorAnswer): Promise<void> {
  const { id: userId } = await checkFactor(caller, answer);
  const { services, origin, sessionId } = caller;
  await inOneTransaction(services.db, async (db) => {
    await identityStore(db).noteFactor(sessionId);
    const entry = { userId, sessionId, action: 'factor.given' as const, detail: { method: answer.method } };
    await auditIdentity({ ...services, db }, origin, entry);
  });
}

type Person = Awaited<ReturnType<typeof readPerson>>;

// A try is taken before anything is compared; what was wrong about an answer is never told.
async function checkFactor(caller: SessionCaller, answer: FactorAnswer): Promise<Person> {
  const { services, origin, sessionId } = caller;
  const person = await readPerson(caller);
  const tried = await takeTry(services, { purpose: 'second-factor', account: person.id, ip: origin.ip });
  const usable = await secondFactorsOf(caller);
  if (usable.includes(answer.method) && (await isRight(caller, person, answer))) {
    await tried.forgive();
    return person;
  }
  const detail = { method: answer.method };
  await auditIdentity(services, origin, {
    userId: person.id,
    sessionId,
    action: 'factor.refused' as const,
    detail,
  });
  throw new AppError('invalid_field', { field: 'code', message: 'This code is not right.' });
}

/** Every second factor there is; a new kind of answer does not compile before it stands here. */
function isRight(caller: SessionCaller, person: Person, answer: FactorAnswer): Promise<boolean> {
  switch (answer.method) {
    case 'totp':
      return spendTotp(caller, answer.code);
    case 'backup_code':
      return spendBackupCode(caller, person, answer.code);
    case 'code':
      return spendFactorCode(caller, person.id, answer.code);
    case 'passkey':
      return isOwnPasskey(caller, answer.credential);
  }
}
