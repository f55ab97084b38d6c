import { type Db, runIn, statement, type Tx } from '#server/platform/db/index.ts';
import type { AuditEntry } from './leaf.ts';
import type { RecordStamp } from './record-note.ts';
import type { Reach, SealingStore, SealingTx } from './sealer.ts';
import type { SigningKeyStore, StoredSigningKey } from './signer.ts';

export interface EntryRow {
  id: string;
  workspace_id: string | null;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  session_id: string | null;
  action: string;
  target_kind: string | null;
  target_id: string | null;
  fields: string[];
  ip_sealed: Buffer | null;
  request_id: string;
  detail: Record<string, unknown>;
}

type KeyRow = { id: string; name: string; public_key: Buffer; sealed_private_key: Buffer };

const tryLock = statement<[], { mine: boolean }>(
  `select pg_try_advisory_xact_lock(hashtextextended('caseward audit sealer', 0)) as mine`,
);
const lock = statement<[], unknown>(
  `select pg_advisory_xact_lock(hashtextextended('caseward audit sealer', 0))`,
);
const lastCheckpoint = statement<[], { size: string; note: string }>(
  'select size, note from app.audit_checkpoints order by size desc limit 1',
);
const leavesFrom = statement<[string, number], { leaf: Buffer }>(
  'select leaf from app.audit_leaves where seq >= $1 order by seq limit $2',
);
const insertLeaves = statement<[string[], string[], Buffer[]], never>(
  'insert into app.audit_leaves (seq, entry_id, leaf) select * from unnest($1::bigint[], $2::uuid[], $3::bytea[])',
);
const insertCheckpoint = statement<[string, Buffer, string], never>(
  'insert into app.audit_checkpoints (size, root, note) values ($1, $2, $3)',
);
// What was sealed already is passed over one by one: the nearer, the cheaper. Each is looked up by its id, by a
// subquery that is never made a join: planned when the log is empty, a join would read all leaves for every entry.
const BEFORE_NEWEST: Readonly<Record<Reach, string | null>> = {
  seconds: '10 seconds',
  minutes: '2 minutes',
  whole: null,
};
const unsealed = statement<[number, string | null], EntryRow>(`
  select e.* from app.audit_entries e
  where ($2::interval is null or e.at > coalesce((
      select newest.at - $2::interval from app.audit_leaves l
      join app.audit_entries newest on newest.id = l.entry_id order by l.seq desc limit 1), '-infinity'))
    and (select l.seq from app.audit_leaves l where l.entry_id = e.id) is null
  order by e.at, e.id limit $1`);
const signingKey = statement<[], KeyRow>(
  'select id, name, public_key, sealed_private_key from app.audit_signing_keys order by number desc limit 1',
);
const newestKeys = statement<[], KeyRow>(
  'select id, name, public_key, sealed_private_key from app.audit_signing_keys order by number desc limit 2',
);
const insertSigningKey = statement<[string, string, Buffer, Buffer], never>(
  'insert into app.audit_signing_keys (id, name, public_key, sealed_private_key) values ($1, $2, $3, $4)',
);

const unsignedRecords = statement<[number], RecordStamp>(`
  select w.kind, w."workspaceId", w.id, w.digest from (
    select r.kind, r.workspace_id as "workspaceId", r.id, r.digest, r.made_at as at from app.signed_records r
    where r.note is null
    union all
    select 'erasure', e.subject_id, e.id, e.digest, e.done_at from app.erasures e where e.note is null) w
  order by w.at, w.id limit $1`);
const signOne = statement<[string, string, string, string], never>(`
  with erasure as (update app.erasures set note = $3, key = $4 where subject_id = $1 and id = $2 and note is null)
  update app.signed_records set note = $3, key = $4 where workspace_id = $1 and id = $2 and note is null`);

/** The log as the sealer's database role sees it. */
export function sealingStore(db: Db): SealingStore {
  return {
    exclusively: (work) =>
      db.transaction(async (tx) => {
        const [held] = await runIn(tx, tryLock, []);
        return held?.mine ? work(sealingTx(tx)) : undefined;
      }),
  };
}

function sealingTx(tx: Tx): SealingTx {
  return {
    async signingKeys() {
      return (await runIn(tx, newestKeys, [])).map(keyOf);
    },
    async appendSigningKey({ id, name, publicKey, sealedPrivateKey }) {
      await runIn(tx, insertSigningKey, [id, name, publicKey, sealedPrivateKey]);
    },
    async lastCheckpoint() {
      const [last] = await runIn(tx, lastCheckpoint, []);
      return last && { size: Number(last.size), note: last.note };
    },
    async leaves(from, limit) {
      const rows = await runIn(tx, leavesFrom, [String(from), limit]);
      return rows.map(({ leaf }) => leaf);
    },
    async unsealed(limit, reach) {
      const rows = await runIn(tx, unsealed, [limit, BEFORE_NEWEST[reach]]);
      return rows.map(entryOf);
    },
    async appendLeaves(leaves) {
      await runIn(tx, insertLeaves, [
        leaves.map(({ seq }) => String(seq)),
        leaves.map(({ entryId }) => entryId),
        leaves.map(({ leaf }) => leaf),
      ]);
    },
    async appendCheckpoint({ size, root, note }) {
      await runIn(tx, insertCheckpoint, [String(size), root, note]);
    },
    unsignedRecords: (limit) => runIn(tx, unsignedRecords, [limit]),
    async signRecord({ workspaceId, id }, note, key) {
      await runIn(tx, signOne, [workspaceId, id, note, key]);
    },
  };
}

/** The signing key as the sealer's database role sees it. */
export function signingKeyStore(db: Db): SigningKeyStore {
  return {
    keepOrLoad: (offer) =>
      db.transaction(async (tx) => {
        await runIn(tx, lock, []);
        const [known] = await runIn(tx, signingKey, []);
        if (known) return keyOf(known);
        const fresh = offer();
        await runIn(tx, insertSigningKey, [fresh.id, fresh.name, fresh.publicKey, fresh.sealedPrivateKey]);
        return fresh;
      }),
  };
}

function keyOf(row: KeyRow): StoredSigningKey {
  return {
    id: row.id,
    name: row.name,
    publicKey: row.public_key,
    sealedPrivateKey: row.sealed_private_key,
  };
}

export function entryOf(row: EntryRow): AuditEntry {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    sessionId: row.session_id,
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    fields: row.fields,
    ip: row.ip_sealed?.toString('base64') ?? null,
    requestId: row.request_id,
    detail: row.detail,
  };
}
