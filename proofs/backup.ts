import type { Claim } from './claim.ts';

export const backupClaims: readonly Claim[] = [
  {
    id: 'FL-03',
    area: 'backup',
    kind: 'suite',
    sentence:
      'The database is backed up every day, encrypted, to versioned S3 storage for 90 days. One command restores it, and a restore is rehearsed on schedule.',
    doesNotProve: 'That the operator keeps the root key elsewhere too.',
    proofs: [],
  },
  {
    id: 'FL-04',
    area: 'backup',
    kind: 'live',
    sentence:
      'Every health check looks whether the last backup is younger than 26 hours; a stale one turns the public badge.',
    doesNotProve: 'That the backup can be read, which rehearsed restores show.',
    proofs: [],
  },
];
