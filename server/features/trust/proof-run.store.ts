import type { ProofRun } from '#contracts/trust.ts';
import { type Db, statement } from '#server/platform/db/index.ts';

interface RunRow {
  readonly at: string;
  readonly build: string;
  readonly results: readonly ProofRun['claims'][number][];
}

const save = statement<[string, string], never>('select app.save_proof_run($1, $2)');
const newest = statement<[number], RunRow>(
  'select r.at, r.build, r.results from app.proof_runs r order by r.at desc limit $1',
);

export function proofRunStore(db: Db) {
  return {
    save: ({ build, claims }: ProofRun) => db.run(save, [build, JSON.stringify(claims)]),
    newest: (limit: number) => db.run(newest, [limit]),
  };
}
