import type { Claim } from './claim.ts';

export const errorsClaims: readonly Claim[] = [
  {
    id: 'FC-17',
    area: 'errors',
    kind: 'live',
    sentence:
      'Failures are closed and terse: a status, a sentence and a request id; no stack, SQL, path, version or data.',
    doesNotProve: 'Failures nobody has provoked yet.',
    proofs: [],
  },
  {
    id: 'FC-45',
    area: 'errors',
    kind: 'suite',
    sentence: 'Debugging is off in production: an unsafe setting stops the start with a clear message.',
    doesNotProve: 'Settings of other programs on the same machine.',
    proofs: [],
  },
];
