import type { Claim } from './claim.ts';
import { theLogHoldsNoValues, theLogOnlyGrows, theLogTellsWhoDidWhat } from './probes/audit.ts';
import { inSuite, live } from './proof.ts';

export const auditClaims: readonly Claim[] = [
  {
    id: 'FTS-27',
    area: 'audit',
    kind: 'live',
    sentence:
      'Administrators read the audit log: who did and saw what, when and from where; it can be filtered, paged and exported.',
    doesNotProve: 'What someone did with what they saw.',
    proofs: [
      live('Who did and saw what, filtered, paged and exported', theLogTellsWhoDidWhat, 'reads-unlogged'),
      inSuite(
        'An export verifies offline',
        'tests/http/audit/audit.test.ts',
        'an export verifies offline, and names the entry that was changed',
      ),
      inSuite(
        'Each entry of an export carries its proof',
        'tests/http/audit/proven-export.test.ts',
        'an entry that was changed, moved, taken twice or given another proof is named',
      ),
      inSuite(
        'What should not happen is told, by a signed message that is never lost',
        'tests/http/log-watch/alerts.test.ts',
        'a receiver that is away gets it later: tried again, the same id, nothing lost',
      ),
      inSuite(
        'The log is streamed in order, and goes on where it stopped',
        'tests/http/log-watch/streams.test.ts',
        'a receiver that is away gets all of it later, in order; the screen says so meanwhile',
      ),
      inSuite(
        'Who looked at a case is told on the case',
        'tests/http/audit/case-history.test.ts',
        'who looked at a case and who changed it, with its evidence and comments',
      ),
    ],
  },
  {
    id: 'FC-29',
    area: 'audit',
    kind: 'live',
    sentence: 'Reading and changing sensitive data is logged by kind of field, never by value.',
    doesNotProve: 'That file systems and proxies outside the product log as little.',
    proofs: [
      live('Fields are named in the log, and no value is in it', theLogHoldsNoValues, 'values-in-the-log'),
    ],
  },
  {
    id: 'FL-34',
    area: 'audit',
    kind: 'live',
    sentence:
      "The audit log only grows: every sign-in, billing event and administrator's action leaves a row with actor, action and time. Nobody can change or delete one, and tampering shows in an offline check.",
    doesNotProve:
      'That a checkpoint was kept elsewhere, by another deployment that witnesses this one, say, before someone with the keys of the server rewrote the whole log.',
    proofs: [
      live(
        'Sign-ins and administrators’ actions leave rows that nothing published can touch',
        theLogOnlyGrows,
        'sign-ins-unlogged',
      ),
      inSuite(
        'Whatever is done to the rows is found offline, and named',
        'server/security/audit/sealer.test.ts',
        'whatever someone with every power does to the rows is found offline, and named',
      ),
      inSuite(
        'A rewritten log is refused by its witness, and caught by whoever verifies',
        'tests/http/witness/witness.test.ts',
        'an operator who rewrites history alone is caught',
      ),
      inSuite(
        'No role that runs can change or remove a row',
        'tests/rls/every-table.test.ts',
        'no role that runs may change or delete an entry of the audit log',
      ),
    ],
  },
];
