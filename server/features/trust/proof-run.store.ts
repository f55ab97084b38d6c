import type { ProofRun } from '#contracts/trust.ts';
import { type Db, statement } from '#server/platform/db/index.ts';

export interface RunRow {
  readonly at: string;
  readonly build: string;
  readonly results: readonly ProofRun['claims'][number][];
}

export interface RedDays {
  readonly claim: string;
  readonly days: readonly string[];
}

const save = statement<[string, string], never>('select app.save_proof_run($1, $2)');
const newest = statement<[number], RunRow>(
  'select r.at, r.build, r.results from app.proof_runs r order by r.at desc limit $1',
);
const redDays = statement<[now: string], RedDays>(`
  select d.claim_id as claim, array_agg(d.day::text order by d.day) as days from app.red_days d
  where d.day > ($1::timestamptz at time zone 'UTC')::date - 90 group by d.claim_id`);

export function proofRunStore(db: Pick<Db, 'run'>) {
  return {
    save: ({ build, claims }: ProofRun) => db.run(save, [build, JSON.stringify(claims)]),
    newest: (limit: number) => db.run(newest, [limit]),
    /** The days of the last 90, oldest first. */
    redDays: (now: Date) => db.run(redDays, [now.toISOString()]),
  };
}

export type ProofRunStore = ReturnType<typeof proofRunStore>;
