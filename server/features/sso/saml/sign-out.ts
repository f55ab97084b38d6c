import {
  plainXml,
  readXml,
  verifiedElement,
  type XmlElement,
  XmlError,
  xml,
} from '#server/platform/xml/index.ts';
import { pemOf, type RsaKey } from '#server/security/crypto/index.ts';
import { instant, wireId } from './ask.ts';
import { SAML, SAMLP, SUCCESS } from './names.ts';
import type { SamlProvider, ServiceProvider } from './provider.ts';
import { readRedirect, redirectTo } from './redirect-binding.ts';
import { SamlRefusal } from './refusal.ts';

/** Somebody whom the provider has signed out. */
export interface SignOutRequest {
  readonly id: string;
  readonly nameId: string;
  /** Their sessions at the provider; none: all of them. */
  readonly sessionIndexes: readonly string[];
  readonly relayState: string | null;
}

interface Subject {
  readonly nameId: string;
  readonly format: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
  readonly sessionIndex: string | null;
}

const FRESH = 5 * 60_000;
const SKEW = 60_000;
const MOST_INDEXES = 50;

/** Where to send the browser so that the provider signs somebody out everywhere; null where it cannot. */
export function askToSignOut(
  { id, now, subject }: { readonly id: string; readonly now: Date; readonly subject: Subject },
  { signOut }: SamlProvider,
  self: ServiceProvider,
  key: RsaKey,
): string | null {
  if (signOut === null) return null;
  const name = attributesOf({
    Format: subject.format,
    NameQualifier: subject.nameQualifier,
    SPNameQualifier: subject.spNameQualifier,
  });
  const index =
    subject.sessionIndex === null
      ? []
      : [xml`<samlp:SessionIndex>${subject.sessionIndex}</samlp:SessionIndex>`];
  const message = xml`<samlp:LogoutRequest xmlns:samlp="${SAMLP}" xmlns:saml="${SAML}" ID="${wireId(id)}" Version="2.0" IssueInstant="${instant(now)}" Destination="${signOut.url}"><saml:Issuer>${self.entityId}</saml:Issuer><saml:NameID${name}>${subject.nameId}</saml:NameID>${index}</samlp:LogoutRequest>`;
  return redirectTo(signOut.url, 'SAMLRequest', String(message), null, key);
}

function attributesOf(values: Readonly<Record<string, string | null>>) {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [xml` ${name}="${value}"`],
  );
}

/** The answer to such a request, by redirect; null where the provider wants none. */
export function answerSignOut(
  { id, now, request }: { readonly id: string; readonly now: Date; readonly request: SignOutRequest },
  { signOut }: SamlProvider,
  self: ServiceProvider,
  key: RsaKey,
): string | null {
  if (signOut === null) return null;
  const message = xml`<samlp:LogoutResponse xmlns:samlp="${SAMLP}" xmlns:saml="${SAML}" ID="${wireId(id)}" Version="2.0" IssueInstant="${instant(now)}" Destination="${signOut.answersTo}" InResponseTo="${request.id}"><saml:Issuer>${self.entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${SUCCESS}"/></samlp:Status></samlp:LogoutResponse>`;
  return redirectTo(signOut.answersTo, 'SAMLResponse', String(message), request.relayState, key);
}

interface Expected {
  readonly provider: SamlProvider;
  readonly self: ServiceProvider;
  readonly now: Date;
}

/**
 * Reads a sign-out message that came by redirect, as the query string it came in: a request, or `answered` to one of
 * ours. The signature covers the query, so the message is read from what was verified.
 * @throws SamlRefusal
 */
export function readSignOutQuery(query: string, expected: Expected): SignOutRequest | 'answered' {
  const { kind, message, relayState } = readRedirect(query, expected.provider.certificates);
  return refusing(() => {
    const root = readXml(message);
    if (kind === 'SAMLRequest') return checkRequest(root, expected.self.signOutPage, relayState, expected);
    checkHead(root, 'LogoutResponse', expected.self.signOutPage, expected);
    return 'answered';
  });
}

/** The same as a form, where the signature is in the XML. @throws SamlRefusal */
export function readSignOutForm(
  source: Uint8Array,
  relayState: string | null,
  expected: Expected,
): SignOutRequest {
  return refusing(() => {
    const pems = expected.provider.certificates.map((base64) => pemOf({ base64 }));
    const verified = verifiedElement(plainXml(source), SAMLP, 'LogoutRequest', pems);
    if (verified === undefined) throw new SamlRefusal('unsigned');
    return checkRequest(readXml(verified), expected.self.signOutForm, relayState, expected);
  });
}

function checkRequest(
  root: XmlElement,
  destination: string,
  relayState: string | null,
  expected: Expected,
): SignOutRequest {
  checkHead(root, 'LogoutRequest', destination, expected);
  const until = root.attribute('NotOnOrAfter');
  if (until !== undefined && !(Date.parse(until) > expected.now.getTime() - SKEW))
    throw new SamlRefusal('time');
  const nameId = root.only(SAML, 'NameID')?.text;
  const indexes = root.children(SAMLP, 'SessionIndex').map(({ text }) => text ?? '');
  if (!nameId || indexes.length > MOST_INDEXES || indexes.includes('')) throw new SamlRefusal('subject');
  return { id: root.attribute('ID') ?? '', nameId, sessionIndexes: indexes, relayState };
}

function checkHead(root: XmlElement, name: string, destination: string, { provider, now }: Expected): void {
  if (root.name !== name || root.namespace !== SAMLP) throw new SamlRefusal('not-an-answer');
  if (root.attribute('Version') !== '2.0' || !root.attribute('ID')) throw new SamlRefusal('malformed');
  if (root.attribute('Destination') !== destination) throw new SamlRefusal('destination');
  if (root.only(SAML, 'Issuer')?.text !== provider.entityId) throw new SamlRefusal('issuer');
  const age = now.getTime() - Date.parse(root.attribute('IssueInstant') ?? '');
  if (!(age >= -SKEW && age <= FRESH + SKEW)) throw new SamlRefusal('time');
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof XmlError) throw new SamlRefusal('signature', { cause: error });
    throw error;
  }
}
