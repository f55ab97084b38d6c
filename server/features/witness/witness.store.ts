import { type Db, statement } from '#server/platform/db/index.ts';
import type { CheckpointKey } from '#server/security/audit/checkpoint.ts';
import { openProvenLog, textOf } from '#server/security/audit/proven-log.ts';
import { doorProof } from '#server/security/tenancy/index.ts';

export interface SeenLog {
  readonly origin: string;
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
  readonly at: string;
}

type Moved = [
  origin: string,
  old: string,
  size: string,
  root: Buffer,
  note: string,
  moment: string,
  proof: Buffer,
];
type Kept = [size: string, witness: string, line: string, moment: string, proof: Buffer];

const seen = statement<[], SeenLog>('select w.* from app.witnessed_logs w order by w.origin limit 100');
const one = statement<[origin: string], SeenLog>('select w.* from app.witnessed_logs w where w.origin = $1');
const move = statement<Moved, { moved: boolean }>(
  'select app.witness_log($1, $2, $3, $4, $5, $6, $7) as moved',
);
const keep = statement<Kept, never>('select app.keep_cosignature($1, $2, $3, $4, $5)');
const logKey = statement<[], CheckpointKey>(
  'select k.name, k.public_key as "publicKey" from app.audit_signing_keys k order by k.number desc limit 1',
);
const last = statement<[witness: string], { size: string }>(
  'select max(c.size) as size from app.audit_cosignatures c where c.witness = $1',
);

/** A checkpoint of our own, and how to prove that it continues an earlier one. */
export interface OwnLog {
  readonly size: number;
  readonly note: string;
  consistency(from: number): Promise<string[]>;
}

export interface WitnessStore {
  logKey(): Promise<CheckpointKey | undefined>;
  seen(): Promise<SeenLog[]>;
  find(origin: string): Promise<SeenLog | undefined>;
  /** False when something else was seen meanwhile. */
  move(to: Pick<SeenLog, 'origin' | 'root' | 'note'> & { old: number; size: number }): Promise<boolean>;
  keepCosignature(size: number, witness: string, line: string): Promise<void>;
  lastCosigned(witness: string): Promise<number>;
  ownLog(): Promise<OwnLog | undefined>;
}

export function witnessStore(db: Db): WitnessStore {
  return {
    seen: () => db.run(seen, []),
    logKey: async () => (await db.run(logKey, []))[0],
    find: async (origin) => (await db.run(one, [origin]))[0],
    async move({ origin, old, size, root, note }) {
      const proof = doorProof(db, `witness ${origin}`);
      const [row] = await db.run(move, [origin, String(old), String(size), root, note, ...proof]);
      return row?.moved === true;
    },
    async keepCosignature(size, witness, line) {
      await db.run(keep, [String(size), witness, line, ...doorProof(db, `cosignature ${size}`)]);
    },
    lastCosigned: async (witness) => Number((await db.run(last, [witness]))[0]?.size ?? 0),
    async ownLog() {
      const log = await openProvenLog(db);
      if (log === undefined) return undefined;
      const { size, note, tree } = log;
      return {
        size,
        note,
        consistency: async (from) => (from > 0 ? textOf(await tree.consistency(from)) : []),
      };
    },
  };
}
