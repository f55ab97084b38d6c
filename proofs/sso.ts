import type { Claim } from './claim.ts';

export const ssoClaims: readonly Claim[] = [
  {
    id: 'FTS-03',
    area: 'sso',
    kind: 'live',
    sentence:
      "A workspace sets up SAML 2.0 sign-in from its identity provider's metadata, by address or pasted; the values the provider needs are there to copy.",
    doesNotProve: 'That the identity provider is configured safely.',
    proofs: [],
  },
  {
    id: 'FTS-04',
    area: 'sso',
    kind: 'live',
    sentence:
      'Single sign-on has a test mode: an administrator completes a real round trip and sees the attributes that arrive before it can be enforced.',
    doesNotProve: 'That every member exists at the provider.',
    proofs: [],
  },
  {
    id: 'FTS-05',
    area: 'sso',
    kind: 'live',
    sentence:
      'Once single sign-on is enforced, codes, passwords and passkeys no longer open the workspace. A named break-glass owner is possible, off by default and audited, and members the provider does not know are pointed out first.',
    doesNotProve: 'What the identity provider lets through.',
    proofs: [],
  },
];
