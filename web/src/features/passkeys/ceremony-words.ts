/** What a passkey was wanted for: to make a new one, or to use one there is. */
export type Ceremony = 'make' | 'use';

const UNSUPPORTED = 'This browser cannot use passkeys at this address. Try a current one, over HTTPS.';

const WORDS: Readonly<Record<string, Readonly<Record<Ceremony, string>>>> = {
  NotAllowedError: {
    make: 'No passkey was made: it was cancelled, or took too long. Try again when you like.',
    use: 'No passkey was used: it was cancelled, or none of yours was at hand. Try again, or take another way.',
  },
  InvalidStateError: {
    make: 'This device holds a passkey of yours already.',
    use: 'This device cannot use that passkey now. Try again, or take another way.',
  },
  ConstraintError: {
    make: 'This device has no lock to check that it is you. Set up a PIN, fingerprint or face on it first.',
    use: 'This device has no lock to check that it is you. Take another passkey or another way.',
  },
  NotSupportedError: {
    make: 'This device cannot make the kind of passkey that is needed here.',
    use: UNSUPPORTED,
  },
  SecurityError: { make: UNSUPPORTED, use: UNSUPPORTED },
};

/** A sentence for what the browser threw, by the name of it (WebAuthn 5.1.3, 5.1.4). */
export function ceremonyWords(ceremony: Ceremony, errorName: string): string {
  return (WORDS[errorName] ?? WORDS.NotAllowedError)?.[ceremony] ?? UNSUPPORTED;
}

export function unsupportedWords(): string {
  return UNSUPPORTED;
}
