import { createPublicKey } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import {
  assertionXml,
  type ProviderKey,
  responseXml,
  type Signing,
  signed,
} from '#tests/support/identity-provider.ts';
import { answerOf, type Forgery, factsFor, type Makings, signatureIn } from './forgery.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const ENVELOPED = `${DSIG}enveloped-signature`;
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/** Answers about the victim that nobody signed, or somebody else, or in a way that is none. */
export function signatures(makings: Makings): Forgery[] {
  return [...nobody(makings), ...somebodyElse(makings), ...weak(makings), ...bent(makings)];
}

function nobody(makings: Makings): Forgery[] {
  const { asked, key, attacker, victim } = makings;
  const facts = factsFor({ asked }, victim);
  const bare = responseXml(facts, assertionXml(facts));
  const other = signed(
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_out"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">x</saml:Issuer></samlp:LogoutRequest>`,
    'LogoutRequest',
    { key },
  );
  const altered = (part: 'assertion' | 'response' | 'both') =>
    answerOf(factsFor({ asked }, attacker), key, part).replaceAll(attacker, victim);
  return [
    { name: 'unsigned', reason: 'unsigned', xml: bare, genuine: false },
    forged('altered after the assertion was signed', altered('assertion')),
    forged('altered after the response was signed', altered('response')),
    forged('altered after both were signed', altered('both')),
    forged(
      'another message signed beside it',
      bare.replace('<samlp:Status>', `<samlp:Extensions>${other}</samlp:Extensions><samlp:Status>`),
      true,
    ),
    forged('a signature that stands elsewhere', standsElsewhere(makings)),
  ];
}

function standsElsewhere({ asked, key, victim }: Makings): string {
  const whole = answerOf(factsFor({ asked }, victim), key, 'assertion');
  const signature = signatureIn(whole);
  const moved = `<samlp:Extensions>${signature}</samlp:Extensions>`;
  return whole.replace(signature, '').replace('<samlp:Status>', `${moved}<samlp:Status>`);
}

function somebodyElse({ asked, stranger, victim }: Makings): Forgery[] {
  const facts = factsFor({ asked }, victim);
  const certificate = `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${stranger.certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`;
  return (['assertion', 'response', 'both'] as const).flatMap((part) => {
    const xml = answerOf(facts, stranger, part);
    return [
      forged(`another key, ${part} signed`, xml),
      forged(
        `another key that is sent along, ${part} signed`,
        xml.replaceAll('</ds:Signature>', certificate),
      ),
    ];
  });
}

function weak(makings: Makings): Forgery[] {
  const by = (signing: Partial<Signing>) => signedAs(makings, signing);
  return [
    forged('SHA-1', by({ algorithm: `${DSIG}rsa-sha1` })),
    forged('digest of SHA-1', by({ digest: `${DSIG}sha1` })),
    forged('another canonicalisation', by({ canonicalization: INCLUSIVE })),
    forged('with comments', by({ canonicalization: `${EXCLUSIVE}WithComments` })),
    forged('another transform', by({ transforms: [ENVELOPED, INCLUSIVE] })),
    forged('one transform', by({ transforms: [EXCLUSIVE] })),
    forged('HMAC with the certificate', byHmac(makings, makings.key.certificate)),
    forged('HMAC with the public key', byHmac(makings, publicKeyOf(makings.key))),
  ];
}

function signedAs({ asked, key, victim }: Makings, signing: Partial<Signing>): string {
  const facts = factsFor({ asked }, victim);
  return responseXml(facts, signed(assertionXml(facts), 'Assertion', { key, ...signing }));
}

/** As by whoever knows what everybody knows, where the algorithm is believed that the message names. */
function byHmac({ asked, victim }: Makings, secret: string): string {
  const facts = factsFor({ asked }, victim);
  const signer = new SignedXml({
    privateKey: secret,
    signatureAlgorithm: `${DSIG}hmac-sha1`,
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signer.enableHMAC();
  const xpath = `//*[local-name(.)='Assertion']`;
  signer.addReference({
    xpath,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [ENVELOPED, EXCLUSIVE],
  });
  const reference = `${xpath}/*[local-name(.)='Issuer']`;
  signer.computeSignature(assertionXml(facts), { location: { reference, action: 'after' }, prefix: 'ds' });
  return responseXml(facts, signer.getSignedXml());
}

function publicKeyOf({ privateKey }: ProviderKey): string {
  return String(createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }));
}

/** A signature of the provider, taken apart and put together again. */
function bent(makings: Makings): Forgery[] {
  const whole = signedAs(makings, {});
  const by = (from: RegExp, to: string) => whole.replace(from, to);
  const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s;
  return [
    forged('algorithm none', by(/(<ds:SignatureMethod Algorithm=")[^"]*/, '$1none')),
    forged('an empty value', by(/(<ds:SignatureValue>)[^<]*/, '$1')),
    forged('without a value', by(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, '')),
    forged('without a reference', by(/<ds:Reference .*<\/ds:Reference>/s, '')),
    forged('the same reference twice', by(/(<ds:Reference .*<\/ds:Reference>)/s, '$1$1')),
    forged('a reference to the whole document', by(/(<ds:Reference URI=")[^"]*/, '$1')),
    forged('a reference to another element', by(/(<ds:Reference URI=")[^"]*/, '$1#_other')),
    forged('what is signed twice over', by(info, `<ds:SignedInfo/>${info.exec(whole)?.[0]}`)),
    forged('a digest with a hole', by(/(<ds:DigestValue>)([^<]*)/, '$1<!--AAAA-->$2'), true, 'malformed'),
    forged('the signature twice', by(/(<ds:Signature .*<\/ds:Signature>)/s, '$1$1')),
  ];
}

function forged(
  name: string,
  xml: string,
  genuine = false,
  reason: Forgery['reason'] = 'signature',
): Forgery {
  return { name, reason, xml, genuine };
}
