import type { Claim } from './claim.ts';

export const apiClaims: readonly Claim[] = [
  {
    id: 'FTS-20',
    area: 'api',
    kind: 'live',
    sentence: 'An API token belongs to one workspace and works in no other.',
    doesNotProve: 'Where its owner keeps it.',
    proofs: [],
  },
  {
    id: 'FTS-37',
    area: 'api',
    kind: 'live',
    sentence:
      'API tokens are created, listed with their last use, and revoked in the workspace settings; each has scopes and is shown once.',
    doesNotProve: 'Where its owner keeps it.',
    proofs: [],
  },
  {
    id: 'FTS-38',
    area: 'api',
    kind: 'suite',
    sentence: 'API tokens last one year at most; reminders go out 30, 7 and 1 day before.',
    doesNotProve: 'That someone acts on the reminder.',
    proofs: [],
  },
  {
    id: 'FTS-39',
    area: 'api',
    kind: 'live',
    sentence: 'A revoked token is refused on its very next request, on every node.',
    doesNotProve: 'That requests already being answered are taken back.',
    proofs: [],
  },
  {
    id: 'FTS-40',
    area: 'api',
    kind: 'live',
    sentence:
      'Tokens are easy to recognise and carry a checksum, so that secret scanners find them. The documentation shows how to keep them, and anyone can report a leaked token to have it revoked.',
    doesNotProve: 'That every scanner looks for them.',
    proofs: [],
  },
];
