import { AppError } from '#server/platform/app-error.ts';
import type { Origin } from '#server/security/caller.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { auditIdentity } from './audit-identity.ts';
import { emailDigest, type Profile, profileContext } from './email.ts';
import { identityStore, type UserRow } from './identity.store.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { codeDigest } from './sign-in-code.ts';
import { takeTry } from './tries.ts';

export interface SignIn {
  readonly email: string;
  readonly code: string;
  readonly privateDevice: boolean;
  readonly userAgent: string | undefined;
}

/**
 * Opens a session for the right code. A wrong, used, old or unknown one, and an unknown address, fail alike.
 * @throws AppError invalid_field (code), too_many_requests.
 */
export async function signIn(services: Services, origin: Origin, input: SignIn): Promise<OpenedSession> {
  const system = services.system();
  const store = identityStore(services.db);
  const digest = emailDigest(system, input.email);
  const tried = await takeTry(services, {
    purpose: 'sign-in',
    account: digest.toString('hex'),
    ip: origin.ip,
  });
  const right = await store.tryCode(digest, codeDigest(system, digest, input.code));
  const user = await store.findByEmail(digest);
  const invited = await store.invited(digest);
  if (!right || user?.disabled === true || (user === undefined && !invited)) {
    await auditIdentity(services, origin, {
      userId: user?.id ?? null,
      sessionId: null,
      action: 'sign-in.refused',
    });
    throw new AppError('invalid_field', {
      field: 'code',
      message: 'This code is not valid. Ask for a new one.',
    });
  }
  await tried.forgive();
  const profile = user ?? (await createInvited(services, digest, input.email));
  const { privateDevice, userAgent, email } = input;
  return openSession(services, origin, {
    userId: profile.id,
    email,
    privateDevice,
    userAgent,
    firstFactor: 'code',
    proven: [],
  });
}

// Someone invited who proved the address by its code: the account begins here, without a name yet.
async function createInvited(
  services: Services,
  digest: Buffer,
  email: string,
): Promise<Pick<UserRow, 'id' | 'sealed_profile'>> {
  const id = newId();
  const sealed_profile = services.system().seal<Profile>(profileContext(id), { email, name: '' });
  await identityStore(services.db).createUser(id, digest, sealed_profile);
  return { id, sealed_profile };
}
