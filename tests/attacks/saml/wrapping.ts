import { assertionXml, responseXml, signed } from '#tests/support/identity-provider.ts';
import { type Forgery, factsFor, type Makings, signatureIn } from './forgery.ts';

/**
 * Signature wrapping in its eight classic shapes (Somorovsky et al., "On Breaking SAML", 2012): what the provider
 * signed for the attacker is kept somewhere, and an assertion about the victim stands where it is read.
 */
export function wrappings(makings: Makings): Forgery[] {
  return [true, false].flatMap((sameId) => [
    ...aroundResponse(makings, sameId),
    ...aroundAssertion(makings, sameId),
  ]);
}

function aroundResponse({ asked, key, attacker, victim }: Makings, sameId: boolean): Forgery[] {
  const facts = factsFor({ asked }, attacker);
  const original = responseXml(facts, assertionXml(facts));
  const signature = signatureIn(signed(original, 'Response', { key }));
  const about = factsFor({ asked }, victim);
  const forged = { ...about, responseId: sameId ? facts.responseId : about.responseId };
  const evil = responseXml(forged, assertionXml(forged));
  const after = (inserted: string) => evil.replace('</saml:Issuer>', `</saml:Issuer>${inserted}`);
  return [
    wrapping(1, sameId, after(within(signature, original))),
    wrapping(2, sameId, after(`${original}${signature}`)),
  ];
}

function aroundAssertion({ asked, key, attacker, victim }: Makings, sameId: boolean): Forgery[] {
  const facts = factsFor({ asked }, attacker);
  const original = assertionXml(facts);
  const whole = signed(original, 'Assertion', { key });
  const signature = signatureIn(whole);
  const about = factsFor({ asked }, victim);
  const evil = assertionXml({ ...about, assertionId: sameId ? facts.assertionId : about.assertionId });
  const carrying = (inserted: string) => evil.replace('</saml:Issuer>', `</saml:Issuer>${inserted}`);
  const answer = (inside: string) => responseXml(about, inside);
  return [
    wrapping(3, sameId, answer(evil + whole)),
    wrapping(4, sameId, answer(evil.replace(/<\/saml:Assertion>$/, `${whole}</saml:Assertion>`))),
    wrapping(5, sameId, answer(carrying(signature) + original)),
    wrapping(6, sameId, answer(carrying(within(signature, original)))),
    wrapping(7, sameId, answer(`<samlp:Extensions>${evil}</samlp:Extensions>${whole}`)),
    wrapping(8, sameId, answer(carrying(within(signature, `<ds:Object>${original}</ds:Object>`)))),
  ];
}

function within(signature: string, inside: string): string {
  return signature.replace(/<\/ds:Signature>$/, `${inside}</ds:Signature>`);
}

function wrapping(shape: number, sameId: boolean, xml: string): Forgery {
  const name = `wrapping ${shape}, ${sameId ? 'one id twice' : 'an id of its own'}`;
  // The parser itself refuses ids that two elements carry, before any structure is looked at.
  return { name, reason: sameId ? 'signature' : 'assertion-count', xml, genuine: !sameId };
}
