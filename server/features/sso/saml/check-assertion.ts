import type { XmlElement } from '#server/platform/xml/index.ts';
import { wireId } from './ask.ts';
import { BEARER, EMAIL_FORMAT, SAML } from './names.ts';
import type { Expected } from './read-answer.ts';
import { SamlRefusal } from './refusal.ts';

/** What a provider has vouched for. */
export interface Assertion {
  readonly id: string;
  readonly subject: Subject;
  /** Names the session at the provider; null where it gave none. */
  readonly sessionIndex: string | null;
  /** Values by the attribute's name. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

export interface Subject {
  readonly nameId: string;
  readonly format: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
}

/** Clocks may differ by so much, ms. */
const SKEW = 60_000;
/** An assertion is taken for so long after it was made, ms. */
const FRESH = 5 * 60_000;
const MOST_ATTRIBUTES = 200;
const MOST_VALUES = 1_000;

/**
 * Every condition of saml-core-2.0-os 2.5 and saml-profiles-2.0-os 4.1.4.3, on an assertion whose bytes were
 * verified. What is not understood is refused.
 * @throws SamlRefusal
 */
export function checkAssertion(assertion: XmlElement, expected: Expected): Assertion {
  const id = assertion.attribute('ID') ?? '';
  if (assertion.attribute('Version') !== '2.0' || id === '') throw new SamlRefusal('malformed');
  if (assertion.only(SAML, 'Issuer')?.text !== expected.provider.entityId) throw new SamlRefusal('issuer');
  checkAge(assertion.attribute('IssueInstant'), expected.now);
  checkConditions(assertion.only(SAML, 'Conditions'), expected);
  return {
    id,
    subject: readSubject(assertion.only(SAML, 'Subject'), expected),
    sessionIndex: readSession(assertion.children(SAML, 'AuthnStatement'), expected.now),
    attributes: readAttributes(assertion.children(SAML, 'AttributeStatement')),
  };
}

function checkAge(issued: string | undefined, now: Date): void {
  const age = now.getTime() - time(issued);
  if (age < -SKEW || age > FRESH + SKEW) throw new SamlRefusal('time');
}

function checkConditions(conditions: XmlElement | undefined, { self, now }: Expected): void {
  if (conditions === undefined) throw new SamlRefusal('conditions');
  checkWindow(conditions, now);
  const known: ReadonlySet<string> = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']);
  if (conditions.children().some(({ namespace, name }) => namespace !== SAML || !known.has(name))) {
    throw new SamlRefusal('conditions');
  }
  const restrictions = conditions.children(SAML, 'AudienceRestriction');
  const meant = restrictions.every((one) =>
    one.children(SAML, 'Audience').some(({ text }) => text === self.entityId),
  );
  if (restrictions.length === 0 || !meant) throw new SamlRefusal('audience');
}

function readSubject(subject: XmlElement | undefined, expected: Expected): Subject {
  const nameId = subject?.only(SAML, 'NameID');
  const text = nameId?.text;
  if (subject === undefined || nameId === undefined || !text || text.length > 1024)
    throw new SamlRefusal('subject');
  const confirmations = subject
    .children(SAML, 'SubjectConfirmation')
    .filter((one) => one.attribute('Method') === BEARER);
  const [confirmation, ...more] = confirmations;
  if (confirmation === undefined || more.length > 0) throw new SamlRefusal('subject');
  checkConfirmation(confirmation.only(SAML, 'SubjectConfirmationData'), expected);
  return {
    nameId: text,
    format: nameId.attribute('Format') ?? null,
    nameQualifier: nameId.attribute('NameQualifier') ?? null,
    spNameQualifier: nameId.attribute('SPNameQualifier') ?? null,
  };
}

function checkConfirmation(data: XmlElement | undefined, { self, requestId, now }: Expected): void {
  if (data?.attribute('Recipient') !== self.answersTo) throw new SamlRefusal('recipient');
  if (data.attribute('NotOnOrAfter') === undefined || data.attribute('NotBefore') !== undefined) {
    throw new SamlRefusal('time');
  }
  checkWindow(data, now);
  if (data.attribute('InResponseTo') !== (requestId === null ? undefined : wireId(requestId))) {
    throw new SamlRefusal('request');
  }
}

function checkWindow(element: XmlElement, now: Date): void {
  const from = element.attribute('NotBefore');
  const until = element.attribute('NotOnOrAfter');
  if (from !== undefined && time(from) > now.getTime() + SKEW) throw new SamlRefusal('time');
  if (until !== undefined && time(until) <= now.getTime() - SKEW) throw new SamlRefusal('time');
}

function readSession(statements: readonly XmlElement[], now: Date): string | null {
  const [statement] = statements;
  if (statement === undefined) throw new SamlRefusal('subject');
  const until = statement.attribute('SessionNotOnOrAfter');
  if (until !== undefined && time(until) <= now.getTime()) throw new SamlRefusal('time');
  return statement.attribute('SessionIndex') ?? null;
}

function readAttributes(statements: readonly XmlElement[]): Map<string, string[]> {
  const attributes = new Map<string, string[]>();
  for (const attribute of statements.flatMap((one) => one.children(SAML, 'Attribute'))) {
    const name = attribute.attribute('Name') ?? '';
    const values = attribute.children(SAML, 'AttributeValue').map(({ text }) => text);
    // Structured values (a NameID in an attribute, say) are not read at all.
    const plain = values.filter((value) => value !== undefined);
    if (name === '' || attributes.size >= MOST_ATTRIBUTES || values.length > MOST_VALUES) {
      throw new SamlRefusal('attributes');
    }
    attributes.set(name, [...(attributes.get(name) ?? []), ...plain]);
  }
  return attributes;
}

// Only UTC is written in SAML (saml-core-2.0-os 1.3.3), and only one spelling of it is read.
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

function time(text: string | undefined): number {
  const at = text !== undefined && UTC.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new SamlRefusal('time');
  return at;
}

/** Whether the subject itself is an e-mail address. */
export function isEmailSubject({ format, nameId }: Subject): boolean {
  return format === EMAIL_FORMAT && nameId.includes('@');
}
