import { z } from 'zod';
import { Timestamp } from './common.ts';

export const HealthStatus = z.enum(['ok', 'degraded', 'down', 'off']);
export type HealthStatus = z.infer<typeof HealthStatus>;

/** What is amiss with a part, in a closed list of words: nothing of the deployment itself gets out with them. */
export const HealthNote = z.enum([
  'none_yet',
  'stale',
  'failed',
  'behind',
  'differs',
  'unanswered',
  'unconfirmed',
  'expiring',
  'expired',
  'untrusted',
  'unrevocable',
  'overdue',
]);
export type HealthNote = z.infer<typeof HealthNote>;

export const HealthPart = z.enum([
  'database',
  'migrations',
  'configuration',
  'keys',
  'storage',
  'mail',
  'scanner',
  'jobs',
  'audit',
  'clock',
  'certificate',
  'backup',
  'drill',
  'streams',
  'requests',
]);
export type HealthPart = z.infer<typeof HealthPart>;

/** `ms` is the time the check took; `off` means the part is not configured here. */
export const HealthCheck = z.strictObject({
  name: HealthPart,
  status: HealthStatus,
  note: HealthNote.nullable(),
  /** The moment that the part is judged by, where it has one: of the newest backup, of the last drill, of the certificate's end. */
  at: Timestamp.nullable(),
  /** How many, where the part is something that is counted; no names, no workspaces. */
  count: z.int().min(0).nullable().default(null),
  ms: z.number().min(0),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

/** GET /api/health: public, machine-readable; 200 unless `down`, then 503 (claim FL-26). */
export const Health = z.strictObject({
  status: z.enum(['ok', 'degraded', 'down']),
  /** The build that answers. */
  build: z.string().max(64),
  checkedAt: Timestamp,
  checks: z.array(HealthCheck).max(20),
});
export type Health = z.infer<typeof Health>;
