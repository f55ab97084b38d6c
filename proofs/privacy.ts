import type { Claim } from './claim.ts';

export const privacyClaims: readonly Claim[] = [
  {
    id: 'FTS-21',
    area: 'privacy',
    kind: 'record',
    sentence:
      'Personal data is processed only as needed: a register generated from the schema says what is stored, why, how long and where.',
    doesNotProve: 'What people write into free text.',
    proofs: [],
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
    doesNotProve: 'That each level was chosen wisely.',
    proofs: [],
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
