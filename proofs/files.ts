import type { Claim } from './claim.ts';
import { drawingsAreCleaned, infectedFilesAreRefused } from './probes/files.ts';
import { live } from './proof.ts';

export const filesClaims: readonly Claim[] = [
  {
    id: 'FC-33',
    area: 'files',
    kind: 'suite',
    sentence:
      'Uploads live in an object store outside the web root, temporary copies too; nothing remains on the web server.',
    doesNotProve: 'How the object store itself is guarded.',
    proofs: [],
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
