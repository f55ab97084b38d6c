import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** Who asks for a passkey: the host alone is its id, so that it works on every page of this place and on no other. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** @param publicUrl the configured origin; what a request says of itself never counts */
export function relyingParty(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
}

/** COSE algorithms (RFC 9053): EdDSA, ES256, RS256. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257];

/** What a browser gives back, in base64url without padding. */
export interface CreatedResponse {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}

export interface AssertedResponse {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

export interface NewPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly backedUp: boolean;
}

/** The challenge an answer was made for, or undefined for no answer at all. What it says is not proven yet. */
export async function claimedChallenge(clientDataJSON: string): Promise<string | undefined> {
  const { decodeClientDataJSON } = await import('@simplewebauthn/server/helpers');
  try {
    const { challenge } = decodeClientDataJSON(clientDataJSON);
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a new passkey out of an answer (WebAuthn 7.1), or undefined for one that was made for another place or
 * challenge, without the person being verified, or with a statement of its maker, which nobody asked for.
 */
export async function verifyNewPasskey(
  party: RelyingParty,
  challenge: string,
  { id, clientDataJSON, attestationObject }: CreatedResponse,
): Promise<NewPasskey | undefined> {
  try {
    if ((await isFramed(clientDataJSON)) || !(await speaksForItself(attestationObject))) return undefined;
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
    const response: RegistrationResponseJSON = {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject },
    };
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    });
    if (!verified || registrationInfo.credential.id !== id) return undefined;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      backedUp: credentialBackedUp,
    };
  } catch {
    return undefined;
  }
}

/**
 * Checks a use of a passkey (WebAuthn 7.2): place, challenge, person verified, signature. Undefined where any of it is
 * not right. Whether the counter went up is for whoever keeps the last one to say, in the same step that keeps this one.
 */
export async function verifyPasskeyUse(
  party: RelyingParty,
  challenge: string,
  { id, clientDataJSON, authenticatorData, signature }: AssertedResponse,
  publicKey: Buffer,
): Promise<{ counter: number; backedUp: boolean } | undefined> {
  try {
    if (await isFramed(clientDataJSON)) return undefined;
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
    const response: AuthenticationResponseJSON = {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature },
    };
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: { id, publicKey: Uint8Array.from(publicKey), counter: 0 },
    });
    if (!verified) return undefined;
    return { counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp };
  } catch {
    return undefined;
  }
}

// Nobody shows this place in a frame of theirs, so nothing was signed in one.
async function isFramed(clientDataJSON: string): Promise<boolean> {
  const { decodeClientDataJSON } = await import('@simplewebauthn/server/helpers');
  return decodeClientDataJSON(clientDataJSON).crossOrigin === true;
}

// Statements with certificates would have to be judged, and their revocation lists fetched from wherever they say.
async function speaksForItself(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers');
  const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const format = decoded.get('fmt');
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined);
}
