import type { PasskeyAssertion } from '#contracts/passkeys.ts';
import { identityStore, profileContext } from '#server/features/identity/index.ts';
import { changeAccount } from '#server/features/passwords/index.ts';
import { claimedChallenge, relyingParty, verifyPasskeyUse } from '#server/platform/webauthn/index.ts';
import type { Origin } from '#server/security/caller.ts';
import { SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { challengeDigest } from './challenges.ts';
import { type ChallengePurpose, type FoundPasskey, passkeyStore } from './passkey.store.ts';

const DAY = 24 * 3600;

/** What the passkey was asked for, and in which session; null before there is one. */
interface Asked {
  readonly services: Services;
  readonly origin: Origin;
  readonly sessionId: string | null;
  readonly purpose: Exclude<ChallengePurpose, 'passkey_enrol'>;
}

/**
 * The passkey that answers, or undefined where anything about the answer is not right. The challenge is used up before
 * anything is looked at, and names who may answer it.
 */
export async function checkUse(
  asked: Asked,
  credential: PasskeyAssertion,
): Promise<FoundPasskey | undefined> {
  const { services, sessionId, purpose } = asked;
  const store = passkeyStore(services.db);
  const challenge = await claimedChallenge(credential.clientDataJSON);
  if (challenge === undefined) return undefined;
  const taken = await store.takeChallenge(sessionId, purpose, challengeDigest(challenge));
  const passkey = await store.find(Buffer.from(credential.id, 'base64url'));
  if (taken === undefined || passkey === undefined) return undefined;
  if (taken.user_id !== null && taken.user_id !== passkey.user_id) return undefined;
  const party = relyingParty(services.publicUrl);
  const used = await verifyPasskeyUse(party, challenge, credential, passkey.public_key);
  if (used === undefined) return undefined;
  const outcome = await store.use(passkey.id, used.counter, used.backedUp);
  if (outcome === 'stale') await warnOfCopy(asked, passkey);
  return outcome === 'used' ? passkey : undefined;
}

/** The address of whose passkey it is. */
export async function ownerOf({ keys }: Services, passkey: FoundPasskey): Promise<string> {
  const { email } = await keys.retrying(SYSTEM_SCOPE, (system) =>
    system.unseal(profileContext(passkey.user_id), passkey.sealed_profile),
  );
  return email;
}

// Once a day: whoever has a copy can use it as often as they like.
async function warnOfCopy({ services, origin }: Asked, passkey: FoundPasskey): Promise<void> {
  const budget = services.system().lookup('passkey-copy', passkey.id);
  if (!(await identityStore(services.db).takeTry(budget, 1, DAY))) return;
  const owner = { id: passkey.user_id, email: await ownerOf(services, passkey), sessionId: null };
  await changeAccount({ services, origin }, owner, 'passkey-copied', async () => {});
}
