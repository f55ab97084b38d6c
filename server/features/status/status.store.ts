import type { HealthCheck } from '#contracts/health.ts';
import type { HealthDay, StatusNote } from '#contracts/status.ts';
import { type Db, statement } from '#server/platform/db/index.ts';

const MOST_NOTES = 50;

const keep = statement<[string], never>('select app.note_health($1)');
const days = statement<[], HealthDay & { part: string }>(`
  select d.day::text as day, d.part, d.ok, d.degraded, d.down from app.health_days d order by d.day`);
const looks = statement<[], { day: string; silent: number; last_at: string }>(`
  select l.day::text as day, l.silent, l.last_at from app.health_looks l order by l.day`);
const since = statement<[], { part: string; at: string }>(`
  select distinct on (c.part) c.part, c.at from app.health_changes c order by c.part, c.id desc`);
const notes = statement<[number], StatusNote>(`
  select n.id, n.about, n.at, n.state, n.said from app.status_notes n
  where n.at > now() - interval '90 days' order by n.at desc limit $1`);

/** What the deployment keeps of how it did, for everyone to read. */
export function statusStore(db: Db) {
  return {
    async note(checks: readonly HealthCheck[]): Promise<void> {
      const found = checks.map(({ name, status, note }) => [name, { status, note }] as const);
      await db.run(keep, [JSON.stringify(Object.fromEntries(found))]);
    },
    async history() {
      const [ofDays, ofLooks, ofChanges, ofNotes] = await Promise.all([
        db.run(days, []),
        db.run(looks, []),
        db.run(since, []),
        db.run(notes, [MOST_NOTES]),
      ]);
      return { days: ofDays, looks: ofLooks, changes: ofChanges, notes: ofNotes };
    },
  };
}

export type History = Awaited<ReturnType<ReturnType<typeof statusStore>['history']>>;
