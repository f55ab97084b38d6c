import type { Claim } from './claim.ts';

export const billingClaims: readonly Claim[] = [
  {
    id: 'FL-09',
    area: 'billing',
    kind: 'suite',
    sentence: "Payment data never touches this server: checkout and billing portal are Stripe's.",
    doesNotProve: 'How Stripe guards it.',
    proofs: [],
  },
  {
    id: 'FL-21',
    area: 'billing',
    kind: 'live',
    sentence: "Stripe's webhooks are verified, and a repeated one changes nothing.",
    doesNotProve: 'That Stripe sends each event.',
    proofs: [],
  },
  {
    id: 'FL-36',
    area: 'billing',
    kind: 'suite',
    sentence: 'Card data is handled wholly by Stripe (PCI DSS SAQ A): the product has no card field.',
    doesNotProve: 'A PCI attestation of the operator.',
    proofs: [],
  },
];
