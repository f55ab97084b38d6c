import type { Claim } from './claim.ts';
import { backupIsFresh, staleBackupTurnsTheBadge } from './probes/backup.ts';
import { inSuite, live } from './proof.ts';

export const backupClaims: readonly Claim[] = [
  {
    id: 'FL-03',
    area: 'backup',
    kind: 'suite',
    sentence:
      'The database is backed up every day, encrypted, to versioned S3 storage for 90 days. One command restores it, and a restore is rehearsed on schedule.',
    doesNotProve:
      'That the operator keeps the recovery kit, and that the bucket has versioning turned on: each backup reports it.',
    proofs: [
      inSuite(
        'Nothing in a backup is in clear',
        'tests/backup/round-trip.test.ts',
        'a backup is made while the server serves, and nothing of it is in clear',
      ),
      inSuite(
        'One command restores it',
        'tests/backup/round-trip.test.ts',
        'on an empty machine the kit alone brings everything back',
      ),
      inSuite(
        'The set-up is done when the kit was confirmed from paper',
        'tests/http/recovery-kit/recovery-kit.test.ts',
        'a kit is made, shown once, and confirmed by the word on it; then its link opens nothing',
      ),
      inSuite(
        'A restore is rehearsed',
        'tests/backup/drill.test.ts',
        'the backup just made is restored, brought forward and verified',
      ),
      inSuite(
        'Every day, and a rehearsal every week',
        'tests/backup/schedule.test.ts',
        'a backup is due when a day is over, a drill when a week is',
      ),
      inSuite(
        'Ninety days, then gone',
        'tests/backup/prune.test.ts',
        'what is past its days goes, with the files that no kept backup names',
      ),
      inSuite(
        'In S3, with encryption at rest asked for, and versioning told',
        'tests/backup/s3.test.ts',
        'a backup in a bucket asks for AES-256 at rest and tells of versioning and object lock',
      ),
    ],
  },
  {
    id: 'FL-04',
    area: 'backup',
    kind: 'live',
    sentence:
      'Every health check looks whether the last backup is younger than 26 hours; a stale one turns the public badge.',
    doesNotProve: 'That the backup can be read, which rehearsed restores show.',
    proofs: [
      live('A backup older than that is not called well', backupIsFresh, 'old-backups-count'),
      live('The badge says so', staleBackupTurnsTheBadge, 'the-badge-stays-green'),
    ],
  },
];
