import { type Db, statement } from '#server/platform/db/index.ts';

export interface WatchSummary {
  readonly rounds: number;
  readonly broken: number;
  readonly lastAt: string | null;
  readonly lastOutcome: 'held' | 'broken' | 'not-tried' | null;
}

const attackDue = statement<[], { due: boolean }>(`
  select not exists (select from app.attack_rounds r where r.started_at > now() - interval '6 hours'
    and r.outcome <> 'not-tried') as due`);
const summary = statement<[], WatchSummary>(`
  select count(*) filter (where r.outcome <> 'not-tried')::int as rounds,
    count(*) filter (where r.outcome = 'broken')::int as broken, max(r.started_at) as "lastAt",
    (array_agg(r.outcome order by r.started_at desc))[1] as "lastOutcome"
  from app.attack_rounds r where r.started_at > now() - interval '90 days'`);
const lastReview = statement<[], { at: string | null }>('select max(d.at) as at from app.dns_reviews d');

export function standingWatchStore(db: Pick<Db, 'run'>) {
  return {
    attackDue: async () => (await db.run(attackDue, []))[0]?.due === true,
    /** Rounds of the last 90 days. */
    summary: async () => (await db.run(summary, []))[0],
    lastDnsReview: async () => (await db.run(lastReview, []))[0]?.at ?? undefined,
  };
}
