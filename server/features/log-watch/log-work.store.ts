import { type Db, statement } from '#server/platform/db/index.ts';
import { doorProof } from '#server/security/tenancy/index.ts';

export interface LogWork {
  readonly workspace_id: string;
  readonly work: 'alerts' | 'deliveries' | 'stream';
  readonly id: string | null;
}

const work = statement<[moment: string, proof: Buffer], LogWork>('select * from app.log_work($1, $2)');
const state = statement<[], { active: number; failing: number }>('select * from app.log_streams_state()');

/** What rules and streams have to do, in all workspaces. */
export function logWork(db: Db): Promise<LogWork[]> {
  return db.run(work, [...doorProof(db, 'log work')]);
}

export interface StreamsStore {
  state(): Promise<{ active: number; failing: number }>;
}

export function streamsStore(db: Db): StreamsStore {
  return { state: async () => (await db.run(state, []))[0] ?? { active: 0, failing: 0 } };
}
