import type { PasswordSignIn } from '#contracts/passwords.ts';
import {
  auditRefusedSignIn,
  emailDigest,
  identityStore,
  type OpenedSession,
  openSession,
} from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin } from '#server/security/caller.ts';
import { isOutdatedHash } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { breachVerdict } from './judge-password.ts';
import { type PasswordRow, passwordStore } from './password.store.ts';
import { hashPassword, matchesPassword, NOBODY } from './password-proof.ts';
import { withinTries } from './within-tries.ts';

interface Person {
  readonly userId: string;
  readonly mustChangePassword: boolean;
}

/**
 * Opens a session for the right password; it waits for its second factor, or for a new password where this one was
 * made by the system. Whether the address, the account or the password is missing or wrong, the answer and the work
 * are the same.
 * @throws AppError invalid_field (password), too_many_requests, unavailable.
 */
export async function signInByPassword(
  services: Services,
  origin: Origin,
  input: PasswordSignIn & { readonly userAgent: string | undefined },
): Promise<OpenedSession> {
  const { email, privateDevice, userAgent } = input;
  const digest = emailDigest(services.system(), email);
  const person = await withinTries(services, origin, digest, () => personOf(services, digest, input));
  if (person === undefined) {
    await auditRefusedSignIn(services, origin, digest, 'password');
    throw new AppError('invalid_field', {
      field: 'password',
      message: 'This address and this password do not belong together.',
    });
  }
  return openSession(services, origin, {
    ...person,
    email,
    privateDevice,
    userAgent,
    firstFactor: 'password',
    proven: [],
  });
}

async function personOf(
  services: Services,
  digest: Buffer,
  { password }: Pick<PasswordSignIn, 'password'>,
): Promise<Person | undefined> {
  const user = await identityStore(services.db).findByEmail(digest);
  const userId = user?.id ?? NOBODY;
  const store = passwordStore(services.db);
  const kept = await store.find(userId);
  const right = await matchesPassword(services.system(), userId, password, kept?.hash);
  if (!right || kept === undefined || user === undefined || user.disabled) return undefined;
  if (kept.temporary)
    return (await store.spend(userId, kept.hash)) ? { userId, mustChangePassword: true } : undefined;
  await lookAgain(services, userId, password, kept);
  return { userId, mustChangePassword: false };
}

// What could not be done when the password was set, or is done better now.
async function lookAgain(
  services: Services,
  userId: string,
  password: string,
  { hash, recheck }: PasswordRow,
): Promise<void> {
  const store = passwordStore(services.db);
  if (recheck) {
    const verdict = await breachVerdict(services, password);
    if (verdict !== 'unknown') await store.settleCheck(userId, hash, verdict === 'breached');
  }
  if (isOutdatedHash(hash))
    await store.rehash(userId, hash, await hashPassword(services.system(), userId, password));
}
