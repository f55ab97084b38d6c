import type { PasskeyAssertion, PasskeySignIn } from '#contracts/passkeys.ts';
import {
  auditIdentity,
  identityStore,
  type OpenedSession,
  openSession,
  profileContext,
} from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { claimedChallenge, relyingParty, verifyPasskeyUse } from '#server/platform/webauthn/index.ts';
import type { Origin, SessionCaller } from '#server/security/caller.ts';
import { SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { challengeDigest, userHandle } from './challenges.ts';
import { type ChallengePurpose, type FoundPasskey, passkeyStore } from './passkey.store.ts';

/**
 * Opens a whole session by a passkey that the browser offered: having it and unlocking it are both factors.
 * @throws AppError invalid_field (credential), whatever was wrong about it.
 */
export async function signInByPasskey(
  services: Services,
  origin: Origin,
  { credential, privateDevice, userAgent }: PasskeySignIn & { readonly userAgent: string | undefined },
): Promise<OpenedSession> {
  const used = await checkUse(services, credential, 'passkey_sign_in');
  // The passkey names its owner by itself; nothing else in the request does.
  if (used === undefined || credential.userHandle !== userHandle(used.passkey.user_id)) {
    const entry = { userId: null, sessionId: null, action: 'sign-in.refused', detail: { method: 'passkey' } };
    await auditIdentity(services, origin, entry);
    throw new AppError('invalid_field', {
      field: 'credential',
      message: 'This passkey was not accepted. Try again, or sign in another way.',
    });
  }
  const { user_id: userId, sealed_profile } = used.passkey;
  const { email } = await services.keys.retrying(SYSTEM_SCOPE, (system) =>
    system.unseal(profileContext(userId), sealed_profile),
  );
  return openSession(services, origin, {
    userId,
    email,
    privateDevice,
    userAgent,
    firstFactor: 'passkey',
    proven: ['second_factor'],
  });
}

/** Whether this is a fresh use of a passkey of the very person of this session, whole or half. */
export async function isOwnPasskey(
  { services, sessionId }: SessionCaller,
  credential: PasskeyAssertion,
): Promise<boolean> {
  const session = await identityStore(services.db).current(sessionId);
  const used = await checkUse(services, credential, 'passkey_step_up', session?.user_id);
  return used !== undefined;
}

/** The challenge is used up before anything is looked at; `owner` is whose it must be, and whose passkey. */
async function checkUse(
  services: Services,
  credential: PasskeyAssertion,
  purpose: ChallengePurpose,
  owner?: string,
): Promise<{ passkey: FoundPasskey } | undefined> {
  const store = passkeyStore(services.db);
  const challenge = claimedChallenge(credential.clientDataJSON);
  if (challenge === undefined) return undefined;
  const taken = await store.takeChallenge(challengeDigest(challenge), purpose);
  const passkey = await store.find(Buffer.from(credential.id, 'base64url'));
  if (taken === undefined || passkey === undefined || taken.user_id !== (owner ?? null)) return undefined;
  if (owner !== undefined && passkey.user_id !== owner) return undefined;
  const used = await verifyPasskeyUse(relyingParty(services.publicUrl), challenge, credential, {
    publicKey: passkey.public_key,
    counter: Number(passkey.counter),
  });
  if (used === undefined || !(await store.use(passkey.id, used.counter, used.backedUp))) return undefined;
  return { passkey };
}
