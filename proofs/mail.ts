import type { Claim } from './claim.ts';

export const mailClaims: readonly Claim[] = [
  {
    id: 'FL-28',
    area: 'mail',
    kind: 'suite',
    sentence:
      'Outgoing mail is signed with DKIM and aligned with SPF and DMARC; the product checks the DNS records and says what is missing.',
    doesNotProve: 'That the receiver accepts it.',
    proofs: [],
  },
  {
    id: 'FL-29',
    area: 'mail',
    kind: 'live',
    sentence: 'Bounces and complaints are taken in, by verified notifications or standard delivery reports.',
    doesNotProve: 'That every provider reports them.',
    proofs: [],
  },
  {
    id: 'FL-30',
    area: 'mail',
    kind: 'live',
    sentence: 'Addresses that bounce or complain are suppressed by themselves, and campaigns skip them.',
    doesNotProve: 'That a provider reported the bounce.',
    proofs: [],
  },
  {
    id: 'FL-31',
    area: 'mail',
    kind: 'suite',
    sentence: 'A deployment can set its own MAIL FROM domain.',
    doesNotProve: "That its DNS is right; the product's check says so.",
    proofs: [],
  },
];
