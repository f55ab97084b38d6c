import type {
  CreatedCredential,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRequest,
  Transport,
} from '#contracts/passkeys.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { base64url } from './base64url.ts';
import { type Ceremony, ceremonyWords } from './ceremony-words.ts';

const TRANSPORTS: readonly Transport[] = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** The browser gave no passkey; `message` is fit to be shown. */
class CeremonyError extends Error {
  constructor(ceremony: Ceremony, cause: unknown) {
    super(ceremonyWords(ceremony, cause instanceof Error ? cause.name : ''), { cause });
    this.name = 'CeremonyError';
  }
}

/** A sentence for what went wrong, in the browser or on the server. */
export function passkeySentence(error: Error): string {
  return error instanceof CeremonyError ? error.message : sentenceOf(error);
}

export function supportsPasskeys(): boolean {
  const known: Partial<typeof PublicKeyCredential> | undefined = globalThis.PublicKeyCredential;
  return typeof known?.parseRequestOptionsFromJSON === 'function';
}

/** Whether the browser offers passkeys among what it fills into a field. */
export async function offersPasskeys(): Promise<boolean> {
  return supportsPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable());
}

let asking: AbortController | undefined;

/** Takes back what the browser was asked for and has not answered: it takes one question at a time. */
export function stopAsking(): void {
  asking?.abort();
  asking = undefined;
}

function nextQuestion(): AbortSignal {
  stopAsking();
  asking = new AbortController();
  return asking.signal;
}

/** Has the browser make a new passkey. @throws CeremonyError */
export function makePasskey(options: PasskeyCreation): Promise<CreatedCredential> {
  return heldBy('make', async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const { id, response } = taken(
      await navigator.credentials.create({ publicKey, signal: nextQuestion() }),
      (found): found is AuthenticatorAttestationResponse => 'attestationObject' in found,
    );
    const transports = response.getTransports?.() ?? [];
    return {
      id,
      clientDataJSON: base64url(response.clientDataJSON),
      attestationObject: base64url(response.attestationObject),
      transports: TRANSPORTS.filter((known) => transports.includes(known)),
    };
  });
}

/**
 * Has the browser answer with a passkey: at once, in a dialog of its own; or, as a `suggestion`, when one is chosen
 * among what it fills in. @throws CeremonyError
 */
export function answerByPasskey(
  options: PasskeyRequest,
  how: 'at once' | 'suggestion' = 'at once',
): Promise<PasskeyAssertion> {
  return heldBy('use', async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const mediation = how === 'suggestion' ? 'conditional' : 'optional';
    const { id, response } = taken(
      await navigator.credentials.get({ publicKey, mediation, signal: nextQuestion() }),
      (found): found is AuthenticatorAssertionResponse => 'signature' in found,
    );
    return {
      id,
      clientDataJSON: base64url(response.clientDataJSON),
      authenticatorData: base64url(response.authenticatorData),
      signature: base64url(response.signature),
      userHandle: response.userHandle && base64url(response.userHandle),
    };
  });
}

// Password managers answer in the browser's place, with objects that only look like its own.
function taken<R extends AuthenticatorResponse>(
  given: Credential | null,
  fits: (response: AuthenticatorResponse) => response is R,
): { id: string; response: R } {
  const response = given !== null && 'response' in given ? given.response : undefined;
  if (given === null || !isResponse(response) || !fits(response))
    throw new DOMException('no passkey', 'NotAllowedError');
  return { id: given.id, response };
}

function isResponse(value: unknown): value is AuthenticatorResponse {
  return typeof value === 'object' && value !== null && 'clientDataJSON' in value;
}

async function heldBy<T>(ceremony: Ceremony, hold: () => Promise<T>): Promise<T> {
  try {
    return await hold();
  } catch (error) {
    throw new CeremonyError(ceremony, error);
  }
}
