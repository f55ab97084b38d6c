import type { Claim } from './claim.ts';
import {
  dataStaysInItsRegion,
  exportsHoldNoSecrets,
  oneAskGivesAndErases,
  oneRequestExportsTheWorkspace,
} from './probes/privacy.ts';
import { onlyTheLetterFollows, requestsAreFulfilled } from './probes/privacy-requests.ts';
import { inSuite, live, onRecord } from './proof.ts';

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
    doesNotProve:
      'Where a provider really keeps its disks; nor where the admins of a workspace have its audit log streamed to.',
    proofs: [
      live('Each place is in the stated region, or allowed', dataStaysInItsRegion, 'data-goes-elsewhere'),
      inSuite(
        'A place elsewhere stops the start',
        'server/config/outside-places.test.ts',
        'storage, backups, keys or mail in another region stop the start in production, and nowhere else',
      ),
      inSuite(
        'So does one of which nobody says where it is',
        'server/config/outside-places.test.ts',
        'a place of which nobody says where it stands stops the start as well',
      ),
      inSuite(
        'Only its very host allows it',
        'server/config/outside-places.test.ts',
        'a place elsewhere starts when its very host is allowed, and is told as elsewhere and allowed',
      ),
    ],
  },
  {
    id: 'FTS-23',
    area: 'privacy',
    kind: 'live',
    sentence:
      'People can ask for a copy or the deletion of their own data at any time, and owners for the whole workspace.',
    doesNotProve: 'What was exported before.',
    proofs: [
      live(
        'Anyone gets a copy of theirs, and is erased when they ask',
        oneAskGivesAndErases,
        'erasures-keep-the-name',
      ),
      inSuite(
        'A workspace that was given up leaves nothing behind',
        'tests/http/erasure/erasure.test.ts',
        'after its days nothing of it is left in tables, index, store or under any key, and the certificate says what went',
      ),
      inSuite(
        'A restore brings nothing back',
        'tests/http/erasure/erasure.test.ts',
        'what a restore brings back goes again, and a second replay does nothing',
      ),
      inSuite(
        'The restore of an older backup erases again what was erased after it',
        'tests/backup/erased-after.test.ts',
        'restoring an older backup erases again what was erased after it',
      ),
    ],
  },
  {
    id: 'FTS-28',
    area: 'privacy',
    kind: 'suite',
    sentence:
      'Administrators set how long each class of data is kept. What is past its time is deleted on schedule, after a preview, and a legal hold always wins.',
    doesNotProve: 'That the chosen period satisfies the law that applies.',
    proofs: [
      inSuite(
        'What would go is counted first, and nothing is changed by looking',
        'tests/http/retention/retention.test.ts',
        'a preview counts by class and type, and changes nothing',
      ),
      inSuite(
        'Rules are set by whoever has seen it',
        'tests/http/retention/retention.test.ts',
        'rules are set by whoever has seen what goes, once a class and type',
      ),
      inSuite(
        'What is past its time goes, with its bytes and its words in the index',
        'tests/http/retention/retention.test.ts',
        'what is past its time goes at night: comments, files with their bytes, cases; the youngest stays',
      ),
      inSuite(
        'A legal hold wins over every route',
        'tests/attacks/legal-hold.test.ts',
        'no route there is takes anything from a case or a contact under a hold',
      ),
      inSuite(
        'and over every job, and over SQL',
        'tests/attacks/legal-hold.test.ts',
        'no job takes anything from a case or a contact under a hold, and SQL does not either',
      ),
      inSuite(
        'Without the wall the loss is seen',
        'tests/attacks/legal-hold.test.ts',
        'control: without the walls of the database, what a route takes is seen',
      ),
    ],
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
    proofs: [
      live('One request exports the workspace', oneRequestExportsTheWorkspace, 'exports-forget'),
      live('No hash, key or token is in it', exportsHoldNoSecrets, 'exports-tell-secrets'),
      inSuite(
        'No table and no column is forgotten',
        'server/features/exports/plan.test.ts',
        'every column of every table is exported, or named as left out with the reason',
      ),
      inSuite(
        'What stopped goes on where it stood',
        'tests/http/exports/resume.test.ts',
        'cut at any file, an export goes on where it stood and ends the same',
      ),
      inSuite(
        'However large it is',
        'tests/http/exports/memory.test.ts',
        'memory does not grow with the size of what is exported',
      ),
    ],
  },
  {
    id: 'FL-33',
    area: 'privacy',
    kind: 'live',
    sentence:
      'Requests to delete, to see or not to sell personal data (CCPA) are taken and fulfilled, each with its deadline.',
    doesNotProve: 'That the operator answers what needs a person, nor that an answer is right.',
    proofs: [
      live(
        'A request is taken, has its deadline, and is fulfilled',
        requestsAreFulfilled,
        'requests-without-end',
      ),
      live(
        'Whoever has not read the letter learns nothing of it',
        onlyTheLetterFollows,
        'requests-open-to-anyone',
      ),
      inSuite(
        'The deadlines are those of the law',
        'server/features/privacy-requests/deadlines.test.ts',
        'CCPA gives 45 days, ten business days to acknowledge, 15 for an opt-out',
      ),
      inSuite(
        'What is due is reminded of, and what is overdue is told',
        'tests/http/privacy-requests/requests.test.ts',
        'what is due within a week is reminded of, once a day, and what is overdue is told',
      ),
      inSuite(
        'The form tells nothing of who is here',
        'tests/http/privacy-requests/requests.test.ts',
        'the form tells nothing: of members, of workspaces, nor to programs',
      ),
    ],
  },
];
