import type { PasskeyCreation, PasskeyRequest } from '#contracts/passkeys.ts';
import { readPerson } from '#server/features/identity/index.ts';
import { PASSKEY_ALGORITHMS, relyingParty } from '#server/platform/webauthn/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { randomToken, sha256 } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { type ChallengePurpose, passkeyStore } from './passkey.store.ts';

const CHALLENGE_BYTES = 32;
const TIMEOUT_MS = 300_000;

/** What a browser makes a new passkey from. @throws AppError step_up_required. */
export async function askForNewPasskey(caller: SessionCaller): Promise<PasskeyCreation> {
  const { services, sessionId } = caller;
  const { id, name, email } = await readPerson(caller);
  return {
    rp: { id: relyingParty(services.publicUrl).id, name: 'Caseward' },
    user: { id: userHandle(id), name: email, displayName: name === '' ? email : name },
    challenge: await newChallenge(services, sessionId, 'passkey_enrol'),
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: TIMEOUT_MS,
    attestation: 'none',
    excludeCredentials: await credentialsOf(caller),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
  };
}

/** For anybody's passkey of this place: the browser offers what it has, and no address is typed. */
export async function askForAnyPasskey(services: Services): Promise<PasskeyRequest> {
  return {
    ...request(services, await newChallenge(services, null, 'passkey_sign_in')),
    allowCredentials: [],
  };
}

/** For a passkey of the person of this session, whole or half. */
export async function askForOwnPasskey(caller: SessionCaller): Promise<PasskeyRequest> {
  const { services, sessionId } = caller;
  const challenge = await newChallenge(services, sessionId, 'passkey_step_up');
  return { ...request(services, challenge), allowCredentials: await credentialsOf(caller) };
}

/** The person as a passkey remembers them: the sixteen bytes of their id, which say nothing else. */
export function userHandle(userId: string): string {
  return Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url');
}

/** What is kept of a challenge. */
export function challengeDigest(challenge: string): Buffer {
  return sha256(challenge);
}

function request({ publicUrl }: Services, challenge: string) {
  return {
    rpId: relyingParty(publicUrl).id,
    challenge,
    timeout: TIMEOUT_MS,
    userVerification: 'required',
  } as const;
}

async function newChallenge(
  { db }: Services,
  session: string | null,
  purpose: ChallengePurpose,
): Promise<string> {
  const challenge = randomToken(CHALLENGE_BYTES);
  await passkeyStore(db).saveChallenge(session, purpose, challengeDigest(challenge));
  return challenge;
}

async function credentialsOf({ services, sessionId }: SessionCaller) {
  const rows = await passkeyStore(services.db).credentials(sessionId);
  return rows.map(({ credential_id, transports }) => ({
    id: credential_id.toString('base64url'),
    type: 'public-key' as const,
    transports,
  }));
}
