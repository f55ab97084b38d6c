import type { SamlReason } from '#server/features/sso/saml/refusal.ts';
import {
  type AskedFor,
  assertionXml,
  type Facts,
  honest,
  type ProviderKey,
  responseXml,
  signed,
} from '#tests/support/identity-provider.ts';

/** An answer that must not be believed, and the reason it is refused for. */
export interface Forgery {
  readonly name: string;
  readonly reason: SamlReason;
  readonly xml: string;
  /** A signature in it holds, by the provider's own key: what is wrong is what is read, or what was signed. */
  readonly genuine: boolean;
}

/** What an attacker has: an account at the provider, what that signs for them, and a key of their own. */
export interface Makings {
  readonly asked: AskedFor;
  readonly key: ProviderKey;
  readonly stranger: ProviderKey;
  readonly attacker: string;
  readonly victim: string;
}

export const SIGNED_PARTS = ['assertion', 'response', 'both'] as const;
export type SignedPart = (typeof SIGNED_PARTS)[number];

/** An answer of these facts, signed by the provider in one of the ways it may. */
export function answerOf(
  facts: Facts,
  key: ProviderKey,
  part: SignedPart,
  bend = (xml: string) => xml,
): string {
  const plain = bend(assertionXml(facts));
  const assertion = part === 'response' ? plain : signed(plain, 'Assertion', { key });
  const response = responseXml(facts, assertion);
  return part === 'assertion' ? response : signed(response, 'Response', { key });
}

export function factsFor({ asked }: Pick<Makings, 'asked'>, email: string): Facts {
  return honest(asked, email);
}

/** The first signature in there, whole. */
export function signatureIn(xml: string): string {
  const found = /<ds:Signature .*?<\/ds:Signature>/s.exec(xml)?.[0];
  if (found === undefined) throw new Error('nothing is signed in there');
  return found;
}
