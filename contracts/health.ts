import { z } from 'zod';
import { Timestamp } from './common.ts';

export const HealthStatus = z.enum(['ok', 'degraded', 'down', 'off']);
export type HealthStatus = z.infer<typeof HealthStatus>;

/** `ms` is the time the check took; `off` means the part is not configured here. */
export const HealthCheck = z.strictObject({
  name: z.enum(['database', 'configuration', 'backup', 'mail', 'storage', 'scanner', 'keys', 'audit']),
  status: HealthStatus,
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
