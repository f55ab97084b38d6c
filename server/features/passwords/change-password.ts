import type { SessionStage } from '#contracts/identity.ts';
import type { PasswordChange, PasswordState } from '#contracts/passwords.ts';
import { auditIdentity, emailDigest, identityStore, readPerson } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { assertRecentFactor } from '#server/security/full-session.ts';
import type { CookieSession } from '#server/security/session-token.ts';
import { changeAccount } from './change-account.ts';
import { judgePassword } from './judge-password.ts';
import { passwordStore } from './password.store.ts';
import { hashPassword, matchesPassword } from './password-proof.ts';
import { type PreparedRenewal, prepareRenewal, type RenewingCaller } from './renewal.ts';
import { withinTries } from './within-tries.ts';

type Person = Awaited<ReturnType<typeof readPerson>>;

export async function readPasswordState({ services, sessionId }: SessionCaller): Promise<PasswordState> {
  const { password_set_at } = await identityStore(services.db).myFactors(sessionId);
  return { setAt: password_set_at };
}

/**
 * Sets or changes the password of the person signed in. All their sessions end; this one goes on under a new id
 * (claim FC-06).
 * @throws AppError invalid_field (password, current), step_up_required, too_many_requests.
 */
export async function changePassword(caller: RenewingCaller, input: PasswordChange): Promise<CookieSession> {
  const person = await readPerson(caller);
  if (input.current === undefined) await assertRecentFactor(caller.services, caller.sessionId);
  else await assertCurrent(caller, person, input.current);
  return put(caller, person, input.password, await prepareRenewal(caller));
}

/**
 * The same for a sign-in that cannot go on without: after a temporary password, or one from a breach. What is
 * missing of the sign-in is asked for afterwards.
 * @throws AppError invalid_field (password), conflict, second_factor_required.
 */
export async function replacePassword(caller: RenewingCaller, password: string): Promise<CookieSession> {
  const prepared = await prepareRenewal(caller, ({ stage, secondFactor }) => {
    assertWaiting(stage);
    return secondFactor === null ? 'second_factor' : 'full';
  });
  return put(caller, await readPerson(caller), password, prepared);
}

/**
 * Takes the password away; codes by mail and passkeys go on working. Sessions as above.
 * @throws AppError not_found.
 */
export async function removePassword(caller: RenewingCaller): Promise<CookieSession> {
  const person = await readPerson(caller);
  const { renewal, session } = await prepareRenewal(caller);
  await changeAccount(caller, { ...person, sessionId: session.id }, 'password-removed', async ({ db }) => {
    if (!(await passwordStore(db).remove(renewal))) throw new AppError('not_found');
  });
  return session;
}

async function put(
  caller: RenewingCaller,
  person: Person,
  password: string,
  { renewal, session }: PreparedRenewal,
): Promise<CookieSession> {
  const { services } = caller;
  const { recheck } = await judgePassword(services, password, person.email);
  const hash = await hashPassword(services.system(), person.id, password);
  await changeAccount(caller, { ...person, sessionId: session.id }, 'password-set', async ({ db }) => {
    await passwordStore(db).set(renewal, hash, recheck);
  });
  return session;
}

async function assertCurrent(
  { services, origin, sessionId }: SessionCaller,
  person: Person,
  current: string,
) {
  const digest = emailDigest(services.system(), person.email);
  const right = await withinTries(services, origin, digest, async () => {
    const kept = await passwordStore(services.db).find(person.id);
    const same = await matchesPassword(services.system(), person.id, current, kept?.hash);
    return same || undefined;
  });
  if (right) return;
  await auditIdentity(services, origin, { userId: person.id, sessionId, action: 'password.change-refused' });
  throw new AppError('invalid_field', { field: 'current', message: 'This is not your password.' });
}

function assertWaiting(stage: SessionStage): void {
  if (stage === 'second_factor') throw new AppError('second_factor_required');
  if (stage === 'full') throw new AppError('conflict', { message: 'This sign-in waits for no password.' });
}
