import type { KeyScope } from '#server/security/crypto/index.ts';

/** What is sealed of a person; looked up only by the keyed digest of the e-mail address. */
export interface Profile {
  readonly email: string;
  readonly name: string;
}

/** The digest an address is found by. The address comes in lower case from its contract. */
export function emailDigest(system: KeyScope, email: string): Buffer {
  return system.lookup('email', email.normalize('NFC'));
}

export function profileContext(userId: string) {
  return { table: 'users', row: userId, use: 'profile' } as const;
}
