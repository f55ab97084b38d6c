import type { PasskeyAssertion, PasskeySignIn } from '#contracts/passkeys.ts';
import { auditIdentity, type OpenedSession, openSession, takeTry } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin, SessionCaller } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { userHandle } from './challenges.ts';
import { checkUse, ownerOf } from './check-use.ts';
import { passkeyStore } from './passkey.store.ts';

/**
 * Opens a whole session by a passkey that the browser offered: having it and unlocking it are both factors.
 * @throws AppError invalid_field (credential), whatever was wrong about it; too_many_requests.
 */
export async function signInByPasskey(
  services: Services,
  origin: Origin,
  { credential, privateDevice, userAgent }: PasskeySignIn & { readonly userAgent: string | undefined },
): Promise<OpenedSession> {
  const account = `passkey ${credential.id}`;
  const tried = await takeTry(services, { purpose: 'sign-in', account, ip: origin.ip });
  const asked = { services, origin, sessionId: null, purpose: 'passkey_sign_in' } as const;
  const passkey = await checkUse(asked, credential);
  // The passkey names its owner by itself; nothing else in the request does.
  if (passkey === undefined || credential.userHandle !== userHandle(passkey.user_id))
    throw await refused(services, origin, credential);
  await tried.forgive();
  return openSession(services, origin, {
    userId: passkey.user_id,
    email: await ownerOf(services, passkey),
    privateDevice,
    userAgent,
    firstFactor: 'passkey',
    proven: ['second_factor'],
  });
}

/** Whether this is a fresh use of a passkey of the very person of this session, whole or half, asked for in it. */
export async function isOwnPasskey(
  { services, origin, sessionId }: SessionCaller,
  credential: PasskeyAssertion,
): Promise<boolean> {
  const asked = { services, origin, sessionId, purpose: 'passkey_step_up' } as const;
  return (await checkUse(asked, credential)) !== undefined;
}

async function refused(services: Services, origin: Origin, { id }: PasskeyAssertion): Promise<AppError> {
  const known = await passkeyStore(services.db).find(Buffer.from(id, 'base64url'));
  await auditIdentity(services, origin, {
    userId: known?.user_id ?? null,
    sessionId: null,
    action: 'sign-in.refused',
    detail: { method: 'passkey' },
  });
  return new AppError('invalid_field', {
    field: 'credential',
    message: 'This passkey was not accepted. Try again, or sign in another way.',
  });
}
