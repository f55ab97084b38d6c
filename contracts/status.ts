import { z } from 'zod';
import { Drill } from './backups.ts';
import { Timestamp } from './common.ts';
import { Health, HealthCheck } from './health.ts';

const Day = z.iso.date();

/** How many looks of a day (UTC) found a part how. */
export const HealthDay = z.strictObject({
  day: Day,
  ok: z.int().min(0),
  degraded: z.int().min(0),
  down: z.int().min(0),
});
export type HealthDay = z.infer<typeof HealthDay>;

/** A part as it is now, since when, and how it was on each of the last 90 days that it was looked at, oldest first. */
export const StatusPart = HealthCheck.extend({
  since: Timestamp.nullable(),
  days: z.array(HealthDay).max(91),
});
export type StatusPart = z.infer<typeof StatusPart>;

/** Minutes of a day in which nothing looked after the parts, since nothing ran. */
export const SilentDay = z.strictObject({ day: Day, minutes: z.int().min(1) });

export const NOTE_STATES = ['investigating', 'identified', 'watching', 'resolved', 'planned'] as const;
export const StatusNote = z.strictObject({
  id: z.uuid(),
  /** Notes of one incident share this. */
  about: z.uuid(),
  at: Timestamp,
  state: z.enum(NOTE_STATES),
  said: z.string().max(2000),
});
export type StatusNote = z.infer<typeof StatusNote>;

/** What the newest rehearsed restore came to: figures alone. */
const LastDrill = Drill.omit({ id: true, backupId: true });

/** GET /status: public (claim FL-39). `lastLookAt` is the newest look that history keeps. */
export const StatusPage = z.strictObject({
  status: Health.shape.status,
  build: Health.shape.build,
  checkedAt: Timestamp,
  lastLookAt: Timestamp.nullable(),
  parts: z.array(StatusPart).max(20),
  drill: LastDrill.nullable(),
  silent: z.array(SilentDay).max(91),
  notes: z.array(StatusNote).max(50),
});
export type StatusPage = z.infer<typeof StatusPage>;
