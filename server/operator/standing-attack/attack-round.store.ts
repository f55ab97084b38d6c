import { type Db, statement } from '../../platform/db/index.ts';

export interface AttackRound {
  readonly id: string;
  readonly startedAt: Date;
  /** `not-tried`: the deployment did not answer, or a probe tripped over something that is no promise. */
  readonly outcome: 'held' | 'broken' | 'not-tried';
  readonly probes: number;
  readonly calls: number;
  readonly incidentId: string | null;
}

const keep = statement<
  [id: string, startedAt: string, outcome: string, probes: number, calls: number, incident: string | null],
  never
>('select app.keep_attack_round($1, $2, $3, $4, $5, $6)');
const openIncident = statement<[], { id: string }>(`
  select i.id from app.attack_rounds r join app.incidents i on i.id = r.incident_id
  where i.state <> 'closed' order by r.started_at desc limit 1`);

export function attackRoundStore(db: Pick<Db, 'run'>) {
  return {
    keep: ({ id, startedAt, outcome, probes, calls, incidentId }: AttackRound) =>
      db.run(keep, [id, startedAt.toISOString(), outcome, probes, calls, incidentId]),
    /** The incident that an earlier round opened, while it is not closed. */
    openIncident: async () => (await db.run(openIncident, []))[0]?.id,
  };
}
