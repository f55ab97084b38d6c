import { inflateRawSync } from 'node:zlib';
import { selfSigned } from './self-signed.ts';

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENTITY = 'https://idp.invalid/metadata';
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const MINUTE_MS = 60_000;

/** An identity provider in the hand of a probe: it never runs anywhere, a browser would carry all it says. */
export type IdentityProvider = {
  readonly metadata: string;
  /** The form that answers a sign-in request, for whoever has this address. */
  answer(location: string, email: string, department: string): Promise<{ path: string; form: string }>;
};

type Sign = (data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

export async function identityProvider(now: () => number): Promise<IdentityProvider> {
  const made = { ...RSA, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(made, true, ['sign', 'verify']);
  const sign: Sign = async (data) => new Uint8Array(await crypto.subtle.sign(RSA, privateKey, data));
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const certificate = base64(await selfSigned(spki, sign));
  return {
    metadata: metadataWith(certificate),
    async answer(location, email, department) {
      const asked = askedIn(location);
      const assertion = await signed(assertionFor(asked, { email, department, at: now() }), sign);
      const fields = {
        SAMLResponse: base64(Buffer.from(around(asked, assertion, now()))),
        RelayState: asked.relayState,
      };
      return { path: new URL(asked.answersTo).pathname, form: String(new URLSearchParams(fields)) };
    },
  };
}

type Asked = {
  readonly id: string;
  readonly relayState: string;
  readonly answersTo: string;
  readonly issuer: string;
};

/** The request in the address a browser is sent to. */
function askedIn(location: string): Asked {
  const query = new URL(location).searchParams;
  const xml = String(inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64')));
  const find = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? '';
  return {
    id: find(/ ID="([^"]*)"/),
    relayState: query.get('RelayState') ?? '',
    answersTo: find(/AssertionConsumerServiceURL="([^"]*)"/),
    issuer: find(/<saml:Issuer>([^<]*)/),
  };
}

function metadataWith(certificate: string): string {
  const key = `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${DSIG}"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  const service = `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.invalid/sso"/>`;
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${ENTITY}"><md:IDPSSODescriptor protocolSupportEnumeration="${SAMLP}">${key}${service}</md:IDPSSODescriptor></md:EntityDescriptor>`;
}

type Person = { readonly email: string; readonly department: string; readonly at: number };

// Written as exclusive canonicalisation would: what is signed is this very text.
function assertionFor(asked: Asked, { email, department, at }: Person): string {
  const until = instant(at + 4 * MINUTE_MS);
  const attribute = (name: string, value: string) =>
    `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;
  return `<saml:Assertion xmlns:saml="${SAML}" ID="${newId()}" IssueInstant="${instant(at)}" Version="2.0"><saml:Issuer>${ENTITY}</saml:Issuer><saml:Subject><saml:NameID>${email}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${asked.id}" NotOnOrAfter="${until}" Recipient="${asked.answersTo}"></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${instant(at - MINUTE_MS / 2)}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${asked.issuer}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${instant(at)}"></saml:AuthnStatement><saml:AttributeStatement>${attribute('mail', email)}${attribute('department', department)}</saml:AttributeStatement></saml:Assertion>`;
}

function around({ id, answersTo }: Asked, assertion: string, at: number): string {
  return `<samlp:Response xmlns:samlp="${SAMLP}" Destination="${answersTo}" ID="${newId()}" InResponseTo="${id}" IssueInstant="${instant(at)}" Version="2.0"><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>${assertion}</samlp:Response>`;
}

async function signed(assertion: string, sign: Sign): Promise<string> {
  const id = /ID="([^"]*)"/.exec(assertion)?.[1] ?? '';
  const digest = base64(new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.from(assertion))));
  const algorithm = (element: string, name: string) => `<ds:${element} Algorithm="${name}"></ds:${element}>`;
  const transforms = algorithm('Transform', `${DSIG}enveloped-signature`) + algorithm('Transform', EXCLUSIVE);
  const info = `<ds:SignedInfo xmlns:ds="${DSIG}">${algorithm('CanonicalizationMethod', EXCLUSIVE)}${algorithm('SignatureMethod', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')}<ds:Reference URI="#${id}"><ds:Transforms>${transforms}</ds:Transforms>${algorithm('DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256')}<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const value = base64(await sign(Uint8Array.from(Buffer.from(info))));
  const signature = `<ds:Signature xmlns:ds="${DSIG}">${info}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
  return assertion.replace('</saml:Issuer>', `</saml:Issuer>${signature}`);
}

const newId = () => `_${crypto.randomUUID()}`;
const instant = (at: number) => new Date(at).toISOString();
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
