import { plainXml, readXml, verifiedElement, type XmlElement, XmlError } from '#server/platform/xml/index.ts';
import { pemOf, type RsaKey } from '#server/security/crypto/index.ts';
import { wireId } from './ask.ts';
import { type Assertion, checkAssertion } from './check-assertion.ts';
import { DSIG, SAML, SAMLP, SUCCESS } from './names.ts';
import { openAssertion } from './open-assertion.ts';
import type { SamlProvider, ServiceProvider } from './provider.ts';
import { SamlRefusal } from './refusal.ts';

/** What an answer is measured by. */
export interface Expected {
  readonly provider: SamlProvider;
  readonly self: ServiceProvider;
  /** Opens assertions that were encrypted to us. */
  readonly key: RsaKey;
  /** The request it must answer; null: none was sent. */
  readonly requestId: string | null;
  readonly now: Date;
}

/**
 * Reads a `Response`. Nothing of the person is read from what came in: a signature of the provider is looked for on
 * the response and on the assertion, every one that is there must hold, at least one must be there, and the
 * assertion is read from the bytes that one covers.
 * @throws SamlRefusal
 */
export function readAnswer(source: Uint8Array, expected: Expected): Assertion {
  try {
    return readPlain(plainXml(source), expected);
  } catch (error) {
    if (error instanceof SamlRefusal) throw error;
    if (error instanceof XmlError) throw new SamlRefusal(reasonOf(error), { cause: error });
    throw error;
  }
}

function readPlain(plain: string, expected: Expected): Assertion {
  const pems = expected.provider.certificates.map((base64) => pemOf({ base64 }));
  const sent = readXml(plain);
  if (sent.name !== 'Response' || sent.namespace !== SAMLP) throw new SamlRefusal('not-an-answer');
  assertOneAssertion(sent);
  const verified = verifiedElement(plain, SAMLP, 'Response', pems);
  const response = verified === undefined ? sent : readXml(verified);
  checkResponse(response, expected);
  const encrypted = response.only(SAML, 'EncryptedAssertion');
  const text = encrypted === undefined ? plain : openAssertion(encrypted, expected.key);
  if (encrypted !== undefined) assertIsAssertion(readXml(text));
  const signed = verifiedElement(text, SAML, 'Assertion', pems);
  // Decrypted out of a signed response its text is covered as well; it is not in the response's bytes, though.
  const covered = signed ?? (verified === undefined ? undefined : encrypted === undefined ? verified : text);
  if (covered === undefined) throw new SamlRefusal('unsigned');
  return checkAssertion(assertionIn(readXml(covered)), expected);
}

/** One assertion, plain or encrypted, as a child of the response; signatures nowhere but on these two. */
function assertOneAssertion(response: XmlElement): void {
  const all = response.all();
  const assertions = all.filter(
    ({ namespace, name }) => namespace === SAML && /^(?:Encrypted)?Assertion$/.test(name),
  );
  const direct = [...response.children(SAML, 'Assertion'), ...response.children(SAML, 'EncryptedAssertion')];
  if (assertions.length !== 1 || direct.length !== 1) throw new SamlRefusal('assertion-count');
  const signatures = (elements: readonly XmlElement[]) => elements.filter(isSignature).length;
  const expected = signatures(response.children()) + signatures(direct.flatMap((one) => one.children()));
  if (signatures(all) !== expected) throw new SamlRefusal('signature');
}

function isSignature({ namespace, name }: XmlElement): boolean {
  return namespace === DSIG && name === 'Signature';
}

function assertIsAssertion(root: XmlElement): void {
  if (root.name !== 'Assertion' || root.namespace !== SAML) throw new SamlRefusal('encryption');
  const signatures = root.all().filter(isSignature).length;
  if (signatures !== root.children().filter(isSignature).length) throw new SamlRefusal('signature');
  if (root.all().filter(({ name, namespace }) => name === 'Assertion' && namespace === SAML).length !== 1) {
    throw new SamlRefusal('assertion-count');
  }
}

function assertionIn(root: XmlElement): XmlElement {
  const assertion =
    root.name === 'Assertion' && root.namespace === SAML ? root : root.only(SAML, 'Assertion');
  if (assertion === undefined) throw new SamlRefusal('assertion-count');
  return assertion;
}

/** saml-core-2.0-os 3.2.2 and saml-bindings-2.0-os 3.5.5.2. */
function checkResponse(response: XmlElement, { provider, self, requestId }: Expected): void {
  if (response.attribute('Version') !== '2.0') throw new SamlRefusal('not-an-answer');
  if (response.attribute('Destination') !== self.answersTo) throw new SamlRefusal('destination');
  const answered = response.attribute('InResponseTo');
  if (answered !== (requestId === null ? undefined : wireId(requestId))) throw new SamlRefusal('request');
  const issuers = response.children(SAML, 'Issuer');
  if (issuers.some(({ text }) => text !== provider.entityId)) throw new SamlRefusal('issuer');
  const code = response.only(SAMLP, 'Status')?.only(SAMLP, 'StatusCode')?.attribute('Value');
  if (code !== SUCCESS) throw new SamlRefusal('status');
}

function reasonOf({ reason }: XmlError) {
  return reason.startsWith('signature') || reason === 'duplicate-id' ? 'signature' : 'malformed';
}
