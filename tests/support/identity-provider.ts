import { createHash, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { selfSigned } from '#server/security/crypto/index.ts';

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** What a key signs with, for tests only: the private key is at hand. */
export interface ProviderKey {
  readonly privateKey: KeyObject;
  /** Base64 DER. */
  readonly certificate: string;
}

export function providerKey(lifeDays = 365): ProviderKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const handle = {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    sign: (data: Uint8Array) => sign('sha256', data, privateKey),
    open: () => {
      throw new Error('nothing is encrypted to a provider');
    },
  };
  const now = new Date();
  const until = new Date(now.getTime() + lifeDays * 86_400_000);
  return { privateKey, certificate: selfSigned(handle, 'idp.example.org', now, until).toString('base64') };
}

/** Everything of an answer that a test may bend. */
export interface Facts {
  readonly responseId: string;
  readonly assertionId: string;
  readonly inResponseTo: string | null;
  readonly destination: string;
  readonly recipient: string;
  readonly audience: string;
  readonly issuer: string;
  readonly status: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string;
  readonly issued: Date;
  readonly notBefore: Date;
  readonly notOnOrAfter: Date;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export interface AskedFor {
  readonly id: string;
  readonly relayState: string;
  readonly answersTo: string;
  readonly issuer: string;
}

export const ENTITY = 'https://idp.example.org/metadata';

/** Metadata of a provider with these keys. */
export function metadataOf(keys: readonly ProviderKey[], signOnUrl = 'https://idp.example.org/sso'): string {
  const descriptors = keys
    .map(
      ({ certificate }) =>
        `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    )
    .join('');
  return `<?xml version="1.0"?>
<!-- As providers write them. -->
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${ENTITY}"><md:IDPSSODescriptor protocolSupportEnumeration="${SAMLP}">${descriptors}<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.org/slo"/><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${signOnUrl}"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
}

/** An honest answer to a request, for this address. */
export function honest(asked: AskedFor, email: string, attributes: Facts['attributes'] = {}): Facts {
  const now = new Date();
  return {
    responseId: `_r${createHash('sha256').update(`${asked.id}${Math.random()}`).digest('hex')}`,
    assertionId: `_a${createHash('sha256').update(`${asked.id}${Math.random()}`).digest('hex')}`,
    inResponseTo: asked.id,
    destination: asked.answersTo,
    recipient: asked.answersTo,
    audience: asked.issuer,
    issuer: ENTITY,
    status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    nameId: email,
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    sessionIndex: '_session',
    issued: now,
    notBefore: new Date(now.getTime() - 30_000),
    notOnOrAfter: new Date(now.getTime() + 240_000),
    attributes: { mail: [email], ...attributes },
  };
}

const instant = (at: Date) => at.toISOString();
const answering = ({ inResponseTo }: Facts) =>
  inResponseTo === null ? '' : ` InResponseTo="${inResponseTo}"`;

export function assertionXml(facts: Facts): string {
  const attributes = Object.entries(facts.attributes)
    .map(
      ([name, values]) =>
        `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
    )
    .join('');
  return `<saml:Assertion xmlns:saml="${SAML}" ID="${facts.assertionId}" IssueInstant="${instant(facts.issued)}" Version="2.0"><saml:Issuer>${facts.issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${facts.nameIdFormat}">${facts.nameId}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData${answering(facts)} NotOnOrAfter="${instant(facts.notOnOrAfter)}" Recipient="${facts.recipient}"></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${instant(facts.notBefore)}" NotOnOrAfter="${instant(facts.notOnOrAfter)}"><saml:AudienceRestriction><saml:Audience>${facts.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${instant(facts.issued)}" SessionIndex="${facts.sessionIndex}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>${attributes === '' ? '' : `<saml:AttributeStatement>${attributes}</saml:AttributeStatement>`}</saml:Assertion>`;
}

/** A response around whatever stands inside. */
export function responseXml(facts: Facts, inside: string): string {
  return `<samlp:Response xmlns:samlp="${SAMLP}" Destination="${facts.destination}" ID="${facts.responseId}"${answering(facts)} IssueInstant="${instant(facts.issued)}" Version="2.0"><saml:Issuer xmlns:saml="${SAML}">${facts.issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${facts.status}"></samlp:StatusCode></samlp:Status>${inside}</samlp:Response>`;
}

export interface Signing {
  readonly key: ProviderKey;
  readonly algorithm?: string;
  readonly digest?: string;
  readonly transforms?: readonly string[];
  readonly canonicalization?: string;
}

/** Signs the element of that name (the first in the document), the signature after its Issuer. */
export function signed(
  xml: string,
  name: 'Response' | 'Assertion' | 'LogoutRequest',
  signing: Signing,
): string {
  const { key, algorithm = RSA_SHA256, digest = SHA256 } = signing;
  const signer = new SignedXml({
    privateKey: key.privateKey.export({ format: 'pem', type: 'pkcs8' }),
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: signing.canonicalization ?? EXCLUSIVE,
  });
  const xpath = `(//*[local-name(.)='${name}'])[1]`;
  signer.addReference({
    xpath,
    digestAlgorithm: digest,
    transforms: signing.transforms ?? [ENVELOPED, EXCLUSIVE],
  });
  signer.computeSignature(xml, {
    location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' },
    prefix: 'ds',
  });
  return signer.getSignedXml();
}

/** As a browser sends it on. */
export function formOf(xml: string, relayState: string | null): string {
  const fields = {
    SAMLResponse: Buffer.from(xml).toString('base64'),
    ...(relayState !== null && { RelayState: relayState }),
  };
  return String(new URLSearchParams(fields));
}

/** The query of a sign-out by redirect, signed as 3.4.4.1 of the bindings says. */
export function signedQuery(
  pairs: readonly (readonly [string, string])[],
  { privateKey }: ProviderKey,
): string {
  const query = [...pairs, ['SigAlg', RSA_SHA256]]
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&');
  const signature = createSign('sha256').update(query).sign(privateKey).toString('base64');
  return `${query}&Signature=${encodeURIComponent(signature)}`;
}

/** The root of XML, to look into in a test. */
export function rootOf(xml: string): Element {
  return new DOMParser().parseFromString(xml, 'text/xml').documentElement;
}
