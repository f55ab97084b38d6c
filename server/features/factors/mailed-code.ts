import type { SignInCodeSent } from '#contracts/identity.ts';
import {
  CODE_LIFETIME,
  codeDigest,
  identityStore,
  newSignInCode,
  RESEND_AFTER,
  readPerson,
  secondFactorsOf,
  takeMail,
} from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { type KeyScope, newId } from '#server/security/crypto/index.ts';

const MAILS_PER_HOUR = 10;

/**
 * Sends a code that serves as a second factor of this very person; it opens no sign-in by itself.
 * @throws AppError conflict where something better is enrolled, too_many_requests.
 */
export async function sendFactorCode(caller: SessionCaller): Promise<SignInCodeSent> {
  const { services, origin } = caller;
  const { id: userId, email } = await readPerson(caller);
  if (!(await secondFactorsOf(caller)).includes('code'))
    throw new AppError('conflict', { message: 'Use your authenticator app, a passkey or a backup code.' });
  const system = services.system();
  const store = identityStore(services.db);
  await takeMail(services, {
    purpose: 'factor-mails',
    account: userId,
    ip: origin.ip,
    perHour: MAILS_PER_HOUR,
  });
  const code = newSignInCode();
  const key = keyOf(system, userId);
  await store.saveCode(newId(), key, codeDigest(system, key, code));
  await services.mail.queue({ template: 'factor-code', to: email, code });
  return { expiresIn: CODE_LIFETIME, resendIn: RESEND_AFTER };
}

/** Spends the code that was mailed last; a wrong one counts against it. */
export function spendFactorCode({ services }: SessionCaller, userId: string, code: string): Promise<boolean> {
  const system = services.system();
  const key = keyOf(system, userId);
  return identityStore(services.db).tryCode(key, codeDigest(system, key, code));
}

// Not the key of the address: a code for the second step is none for the first, and the other way round.
function keyOf(system: KeyScope, userId: string): Buffer {
  return system.lookup('factor-code', userId);
}
