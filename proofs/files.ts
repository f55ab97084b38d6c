import type { Claim } from './claim.ts';
import { drawingsAreCleaned, infectedFilesAreRefused } from './probes/files.ts';
import { inSuite, live } from './proof.ts';

export const filesClaims: readonly Claim[] = [
  {
    id: 'FC-33',
    area: 'files',
    kind: 'suite',
    sentence:
      'Uploads live in an object store outside the web root, temporary copies too; nothing remains on the web server.',
    doesNotProve: 'How the object store itself is guarded.',
    proofs: [
      inSuite(
        'Files live in a folder that is refused inside the web root',
        'server/platform/blobs/folder-store.test.ts',
        'a folder inside the web root is refused, one beside it is not',
      ),
      inSuite(
        'Or in an object store, in parts that are aborted when broken',
        'server/platform/blobs/s3-store.test.ts',
        'an upload that breaks in the middle is aborted at the store',
      ),
      inSuite(
        'No file stands on the disk in clear, on its way or settled',
        'tests/http/evidence/uploads.test.ts',
        'nothing of a file stands on the disk in clear, on its way or settled',
      ),
      inSuite(
        'What a crash left half-written is swept away',
        'server/platform/blobs/folder-store.test.ts',
        'what a crash left half-written is swept at the next start, a running upload is not',
      ),
    ],
  },
  {
    id: 'FC-34',
    area: 'files',
    kind: 'live',
    sentence:
      'Every upload is scanned for malware before anyone sees it. Infected files are refused and never served; while the scanner is away, files wait.',
    doesNotProve: 'That the scanner knows every kind of malware.',
    proofs: [
      live(
        'The test virus is refused and never served, a clean file is',
        infectedFilesAreRefused,
        'scanner-sees-nothing',
      ),
      inSuite(
        'While the scanner is away a file waits, unseen',
        'tests/http/evidence/quarantine.test.ts',
        'while the scanner is away a file waits, unseen; it passes when the scanner is back',
      ),
    ],
  },
  {
    id: 'FC-35',
    area: 'files',
    kind: 'live',
    sentence:
      'SVG images are cleaned and shown in a sandbox: no script, no embedded HTML, no reference to the outside.',
    doesNotProve: 'Pictures that mislead by what they show.',
    proofs: [live('A hostile drawing is served harmless', drawingsAreCleaned, 'drawings-as-they-came')],
  },
];
