import type { Claim } from './claim.ts';
import {
  aMissTellsNothing,
  anAdminsPowerEnds,
  nothingByForeignId,
  nothingInListsOrSearches,
} from './probes/isolation.ts';
import { inSuite, live } from './proof.ts';

export const isolationClaims: readonly Claim[] = [
  {
    id: 'FTS-18',
    area: 'isolation',
    kind: 'live',
    sentence:
      'A member of one workspace reaches nothing of another: not by id, list, search, export, file address, count, wording of an error or timing of a miss.',
    doesNotProve:
      "Routes that are not in the published description of the interface; timing differences smaller than the network's noise.",
    proofs: [
      live('Nothing of another workspace by any published address', nothingByForeignId, 'strangers-enter'),
      live(
        'Lists, searches and the log of one workspace ignore another',
        nothingInListsOrSearches,
        'workspaces-mixed',
      ),
      live('A miss reads the same whether the record exists', aMissTellsNothing, 'a-miss-tells'),
      inSuite(
        'It is tried again and again where it runs, and a way through opens an incident',
        'tests/operator/standing-attack.test.ts',
        'where isolation is broken a round opens an incident, tells whoever runs this, and the page goes red',
      ),
    ],
  },
  {
    id: 'FTS-19',
    area: 'isolation',
    kind: 'live',
    sentence:
      "An administrator's power ends at the workspace: no call changes roles, settings or data elsewhere.",
    doesNotProve: 'What the operator of the server can do.',
    proofs: [
      live('An administrator changes nothing in another workspace', anAdminsPowerEnds, 'strangers-enter'),
    ],
  },
  {
    id: 'FL-10',
    area: 'isolation',
    kind: 'suite',
    sentence:
      'The database itself keeps tenants apart, row by row: every query is bound to its workspace, and a query without one returns nothing.',
    doesNotProve: 'That the database software is free of defects.',
    proofs: [
      inSuite(
        'Row-level security is forced on every table',
        'tests/rls/every-table.test.ts',
        'row-level security is enabled and forced on every table',
      ),
      inSuite(
        'A query without a workspace returns nothing, from any table',
        'tests/rls/every-table.test.ts',
        'without a context nothing of a workspace is seen, though it is there',
      ),
      inSuite(
        'Another workspace sees nothing, in any table',
        'tests/rls/every-table.test.ts',
        'another workspace sees nothing',
      ),
      inSuite(
        'A forged or old context matches no row',
        'tests/rls/every-table.test.ts',
        'a context that was written by hand, or kept from an earlier transaction, matches no row',
      ),
      inSuite(
        'Without its policy a table is an open book',
        'tests/rls/every-table.test.ts',
        'negative control: without its policy a table is an open book',
      ),
    ],
  },
];
