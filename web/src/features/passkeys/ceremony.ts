import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import type {
  CreatedCredential,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRequest,
  Transport,
} from '#contracts/passkeys.ts';
import { sentenceOf } from '../../api/api-error.ts';
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
  return browserSupportsWebAuthn();
}

/** Whether the browser offers passkeys among what it fills into a field. */
export function offersPasskeys(): Promise<boolean> {
  return browserSupportsWebAuthnAutofill();
}

/** Takes back what the browser was asked for and has not answered. */
export function stopAsking(): void {
  WebAuthnAbortService.cancelCeremony();
}

/** Has the browser make a new passkey. @throws CeremonyError */
export async function makePasskey(optionsJSON: PasskeyCreation): Promise<CreatedCredential> {
  const { id, response } = await heldBy('make', () => startRegistration({ optionsJSON }));
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return {
    id,
    clientDataJSON,
    attestationObject,
    transports: TRANSPORTS.filter((known) => transports.some((one) => one === known)),
  };
}

/**
 * Has the browser answer with a passkey: at once, in a dialog of its own; or, as a `suggestion`, when one is chosen
 * among what it fills in. @throws CeremonyError
 */
export async function answerByPasskey(
  optionsJSON: PasskeyRequest,
  how: 'at once' | 'suggestion' = 'at once',
): Promise<PasskeyAssertion> {
  const useBrowserAutofill = how === 'suggestion';
  const { id, response } = await heldBy('use', () =>
    startAuthentication({ optionsJSON, useBrowserAutofill }),
  );
  const { clientDataJSON, authenticatorData, signature, userHandle = null } = response;
  return { id, clientDataJSON, authenticatorData, signature, userHandle };
}

async function heldBy<T>(ceremony: Ceremony, hold: () => Promise<T>): Promise<T> {
  try {
    return await hold();
  } catch (error) {
    throw new CeremonyError(ceremony, error);
  }
}
