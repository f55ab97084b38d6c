import type { Claim } from './claim.ts';
import { inSuite, onRecord } from './proof.ts';

export const privacyClaims: readonly Claim[] = [
  {
    id: 'FTS-21',
    area: 'privacy',
    kind: 'record',
    sentence:
      'Personal data is processed only as needed: a register generated from the schema says what is stored, why, how long and where.',
    doesNotProve:
      'What people write into free text, nor how long a deployment is kept: accounts and workspaces do not go by themselves.',
    proofs: [
      onRecord(
        'The register is the one the schema makes',
        'docs/privacy/register.md',
        'tests/docs/privacy-register.test.ts',
        'the register of personal data is the one the schema makes',
      ),
      onRecord(
        'Every column that holds something of a person stands in it',
        'docs/privacy/register.md',
        'tests/docs/privacy-register.test.ts',
        'every column that holds something of a person stands in the register',
      ),
      inSuite(
        'What it says of how long is what the database does',
        'tests/rls/data-levels.test.ts',
        'every row goes when its retention says, by the database itself',
      ),
    ],
  },
  {
    id: 'FTS-22',
    area: 'privacy',
    kind: 'live',
    sentence:
      'The deployment states its data region; storage, backups or mail elsewhere stop the start unless allowed by name.',
    doesNotProve: 'Where a provider really keeps its disks.',
    proofs: [],
  },
  {
    id: 'FTS-23',
    area: 'privacy',
    kind: 'live',
    sentence:
      'People can ask for a copy or the deletion of their own data at any time, and owners for the whole workspace.',
    doesNotProve: 'What was exported before.',
    proofs: [],
  },
  {
    id: 'FTS-28',
    area: 'privacy',
    kind: 'suite',
    sentence:
      'Administrators set how long each class of data is kept. What is past its time is deleted on schedule, after a preview, and a legal hold always wins.',
    doesNotProve: 'That the chosen period satisfies the law that applies.',
    proofs: [],
  },
  {
    id: 'FC-46',
    area: 'privacy',
    kind: 'suite',
    sentence:
      'Every column has a protection level, with the encryption, integrity, retention and confidentiality it demands, and the code obeys it.',
    doesNotProve:
      'That each level was chosen wisely; nor is what is kept in clear guarded against change by whoever rules the database, the audit log excepted.',
    proofs: [
      inSuite(
        'Every column has a level, every table a reason and an end',
        'tests/rls/data-levels.test.ts',
        'every column of the database has a level, and its table a reason and an end',
      ),
      inSuite(
        'Every level is kept as it demands',
        'tests/rls/data-levels.test.ts',
        'every level has the encryption and confidentiality it demands',
      ),
      inSuite(
        'A column that is not is found',
        'tests/rls/data-levels.test.ts',
        'negative control: a confidential column in clear, and a person in clear, are found',
      ),
      inSuite(
        'Nothing typed stands anywhere in clear',
        'tests/http/leaks/nothing-in-clear.test.ts',
        'nothing that was typed can be read in a table, a file or the log (FTS-14, FC-24)',
      ),
      inSuite(
        'A sealed value that was changed stays shut',
        'server/security/crypto/key-scope.test.ts',
        'every flipped bit keeps a blob shut',
      ),
      inSuite(
        'One that was moved, too',
        'server/security/crypto/key-scope.test.ts',
        'a blob moved to another table, row, use or scope stays shut',
      ),
      inSuite(
        'Every row goes when it should',
        'tests/rls/data-levels.test.ts',
        'every row goes when its retention says, by the database itself',
      ),
      inSuite(
        'No routine deletes at another time',
        'tests/rls/data-levels.test.ts',
        'no routine deletes after another time than the one that is told',
      ),
    ],
  },
  {
    id: 'FL-32',
    area: 'privacy',
    kind: 'live',
    sentence:
      'One click exports the whole workspace as structured JSON; hashes and access tokens of connected accounts are left out.',
    doesNotProve: 'Where the copy goes.',
    proofs: [],
  },
  {
    id: 'FL-33',
    area: 'privacy',
    kind: 'live',
    sentence:
      'Requests to delete, to see or not to sell personal data (CCPA) are taken and fulfilled, each with its deadline.',
    doesNotProve: 'That the operator answers what needs a person.',
    proofs: [],
  },
];
