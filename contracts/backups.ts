import { z } from 'zod';
import { Timestamp } from './common.ts';
import { HealthNote, HealthStatus } from './health.ts';

const Switch = z.enum(['on', 'off', 'unknown']);
const Count = z.number().int().min(0);

/** One backup of the deployment; `mine` means that Caseward made it, not another tool that reports. */
export const Backup = z.strictObject({
  id: z.string().max(100),
  mine: z.boolean(),
  takenAt: Timestamp,
  finishedAt: Timestamp,
  outcome: z.enum(['complete', 'incomplete', 'failed']),
  versioning: Switch,
  objectLock: Switch,
  rows: Count,
  files: Count,
  missingFiles: Count,
  /** Bytes it added to what was kept before. */
  addedBytes: Count,
  /** Past its days. */
  removedAt: Timestamp.nullable(),
});
export type Backup = z.infer<typeof Backup>;

/** One rehearsed restore. */
export const Drill = z.strictObject({
  id: z.uuid(),
  backupId: z.string().max(100),
  startedAt: Timestamp,
  finishedAt: Timestamp,
  outcome: z.enum(['passed', 'failed']),
  /** The last migration after it was brought forward. */
  migration: Count,
  rows: Count,
  auditEntries: Count,
  openedRecords: Count,
  openedFiles: Count,
});
export type Drill = z.infer<typeof Drill>;

const State = z.strictObject({
  status: HealthStatus,
  note: HealthNote.nullable(),
  at: Timestamp.nullable(),
});

/** GET /workspaces/:workspaceId/backups: of the whole deployment, figures alone, the newest first. */
export const Backups = z.strictObject({
  kit: z.enum(['none', 'unconfirmed', 'confirmed']),
  backup: State,
  drill: State,
  /** Null where nothing is planned: no recovery kit, or another tool. */
  nextBackupAt: Timestamp.nullable(),
  nextDrillAt: Timestamp.nullable(),
  backups: z.array(Backup).max(30),
  drills: z.array(Drill).max(10),
});
export type Backups = z.infer<typeof Backups>;
