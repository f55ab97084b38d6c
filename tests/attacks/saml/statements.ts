import type { SamlReason } from '#server/features/sso/saml/refusal.ts';
import type { Facts } from '#tests/support/identity-provider.ts';
import { answerOf, type Forgery, factsFor, type Makings, SIGNED_PARTS } from './forgery.ts';

type Bent = readonly [
  name: string,
  reason: SamlReason,
  facts: Partial<Facts>,
  bend?: (xml: string) => string,
];

const ELSEWHERE = 'https://other.example.org';
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

/** Everything the provider signed for somebody else, for another time or for another request. */
export function statements({ asked, key, victim }: Makings): Forgery[] {
  const honest = factsFor({ asked }, victim);
  return SIGNED_PARTS.flatMap((part) =>
    [...addressed(), ...timed(), ...shaped()].map(([name, reason, facts, bend]) => ({
      name: `${name}, ${part} signed`,
      reason,
      xml: answerOf({ ...honest, ...facts }, key, part, bend),
      genuine: true,
    })),
  );
}

function addressed(): Bent[] {
  const without = (attribute: string) => (xml: string) =>
    xml.replace(new RegExp(` ${attribute}="[^"]*"`), '');
  return [
    ['for another audience', 'audience', { audience: `${ELSEWHERE}/metadata` }],
    [
      'for no audience',
      'audience',
      {},
      (xml) => xml.replace(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, ''),
    ],
    ['for another recipient', 'recipient', { recipient: `${ELSEWHERE}/answers` }],
    ['for no recipient', 'recipient', {}, without('Recipient')],
    ['for another destination', 'destination', { destination: `${ELSEWHERE}/answers` }],
    ['for no destination', 'destination', { destination: '' }],
    ['of another issuer', 'issuer', { issuer: `${ELSEWHERE}/metadata` }],
    ['for another request', 'request', { inResponseTo: '_00000000-0000-4000-8000-000000000000' }],
    ['for no request', 'request', { inResponseTo: null }],
    [
      'for another request in the assertion',
      'request',
      {},
      (xml) => xml.replace(/InResponseTo="[^"]*"/, 'InResponseTo="_x"'),
    ],
  ];
}

function timed(): Bent[] {
  return [
    ['over since two minutes', 'time', { notOnOrAfter: minutes(-2) }],
    ['not before two minutes', 'time', { notBefore: minutes(2) }],
    ['made an hour ago', 'time', { issued: minutes(-60) }],
    ['made in two minutes', 'time', { issued: minutes(2) }],
    [
      'without an end',
      'time',
      {},
      (xml) => xml.replace(/(<saml:SubjectConfirmationData[^>]*?) NotOnOrAfter="[^"]*"/, '$1'),
    ],
    ['in local time', 'time', {}, (xml) => xml.replace(/IssueInstant="([^"]*)Z"/, 'IssueInstant="$1+00:00"')],
  ];
}

function shaped(): Bent[] {
  const status = 'urn:oasis:names:tc:SAML:2.0:status:Responder';
  const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
  return [
    ['that failed', 'status', { status }],
    ['of an older version', 'malformed', {}, (xml) => xml.replace('Version="2.0"', 'Version="1.1"')],
    [
      'with an unknown condition',
      'conditions',
      {},
      (xml) => xml.replace('</saml:Conditions>', '<saml:Condition/></saml:Conditions>'),
    ],
    [
      'without conditions',
      'conditions',
      {},
      (xml) => xml.replace(/<saml:Conditions .*<\/saml:Conditions>/, ''),
    ],
    ['held by a key', 'subject', {}, (xml) => xml.replace(bearer, bearer.replace('bearer', 'holder-of-key'))],
    [
      'without a sign-in',
      'subject',
      {},
      (xml) => xml.replace(/<saml:AuthnStatement .*<\/saml:AuthnStatement>/, ''),
    ],
  ];
}
