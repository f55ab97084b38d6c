import type { Claim } from './claim.ts';

export const isolationClaims: readonly Claim[] = [
  {
    id: 'FTS-18',
    area: 'isolation',
    kind: 'live',
    sentence:
      'A member of one workspace reaches nothing of another: not by id, list, search, export, file address, count, wording of an error or timing of a miss.',
    doesNotProve:
      "Routes that are not in the published description of the interface; timing differences smaller than the network's noise.",
    proofs: [],
  },
  {
    id: 'FTS-19',
    area: 'isolation',
    kind: 'live',
    sentence:
      "An administrator's power ends at the workspace: no call changes roles, settings or data elsewhere.",
    doesNotProve: 'What the operator of the server can do.',
    proofs: [],
  },
  {
    id: 'FL-10',
    area: 'isolation',
    kind: 'suite',
    sentence:
      'The database itself keeps tenants apart, row by row: every query is bound to its workspace, and a query without one returns nothing.',
    doesNotProve: 'That the database software is free of defects.',
    proofs: [],
  },
];
