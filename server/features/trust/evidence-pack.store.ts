import { type Db, statement } from '#server/platform/db/index.ts';

export interface KeptPack {
  readonly madeAt: string;
  readonly build: string;
  readonly bytes: number;
  readonly sha256: string;
}

const newest = statement<[], KeptPack>(`
  select e.made_at as "madeAt", e.build, length(e.content) as bytes, encode(e.digest, 'hex') as sha256
  from app.evidence_packs e order by e.made_at desc limit 1`);
const content = statement<[], { madeAt: string; content: Buffer }>(`
  select e.made_at as "madeAt", e.content from app.evidence_packs e order by e.made_at desc limit 1`);
const due = statement<[], { due: boolean }>(`
  select not exists (
    select from app.evidence_packs e where e.made_at > now() - interval '7 days'
      and not exists (select from app.proof_runs r where r.at > e.made_at)) as due`);

export function evidencePackStore(db: Pick<Db, 'run'>) {
  return {
    newest: async () => (await db.run(newest, []))[0],
    content: async () => (await db.run(content, []))[0],
    /** A week is over, or there are newer proofs than those in the newest pack. */
    due: async () => (await db.run(due, []))[0]?.due === true,
  };
}
