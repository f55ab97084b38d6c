import { type Db, statement } from '../platform/db/index.ts';
import { SYSTEM_SCOPE, type WrappedKey } from '../security/crypto/index.ts';

export interface KeyRow extends WrappedKey {
  readonly scopeId: string;
  readonly retired: boolean;
  /** Hours since a newer key of its kind took over; null for the newest. */
  readonly supersededFor: number | null;
}

type Row = {
  scope: string;
  purpose: WrappedKey['purpose'];
  version: number;
  wrapped: Buffer;
  root_key_id: string;
  retired: boolean;
  superseded_for: number | null;
};

const allKeys = statement<[string], Row>(`
  select k.scope, k.purpose, k.version, k.wrapped, k.root_key_id, k.retired_at is not null as retired,
    (extract(epoch from now() - lead(k.created_at) over (partition by k.scope, k.purpose order by k.version))
      / 3600)::float8 as superseded_for
  from (
    select $1::text as scope, s.* from app.system_keys s
    union all
    select w.workspace_id::text as scope, w.purpose, w.version, w.wrapped, w.root_key_id, w.created_at, w.retired_at
    from app.workspace_keys w
  ) k order by k.scope, k.purpose, k.version`);

type Insert = [scope: string, purpose: string, version: number, wrapped: Buffer, rootKeyId: string];
const insertSystemKey = statement<Insert, never>(`
  insert into app.system_keys (purpose, version, wrapped, root_key_id)
  select $2, $3, $4, $5 where $1::text is not null`);
const insertWorkspaceKey = statement<Insert, never>(
  'insert into app.workspace_keys (workspace_id, purpose, version, wrapped, root_key_id) values ($1, $2, $3, $4, $5)',
);

type Change = [
  scope: string,
  purpose: string,
  version: number,
  wrapped: Buffer,
  rootKeyId: string,
  was: Buffer,
];
const changeSystemKey = statement<Change, never>(`
  update app.system_keys set wrapped = $4, root_key_id = $5
  where $1::text is not null and purpose = $2 and version = $3 and wrapped = $6`);
const changeWorkspaceKey = statement<Change, never>(`
  update app.workspace_keys set wrapped = $4, root_key_id = $5
  where workspace_id = $1 and purpose = $2 and version = $3 and wrapped = $6`);

type Which = [scope: string, purpose: string, version: number];
const retireSystemKey = statement<Which, never>(`
  update app.system_keys set retired_at = now()
  where $1::text is not null and purpose = $2 and version = $3 and retired_at is null`);
const retireWorkspaceKey = statement<Which, never>(`
  update app.workspace_keys set retired_at = now()
  where workspace_id = $1 and purpose = $2 and version = $3 and retired_at is null`);

type LoadedRow = Pick<Row, 'purpose' | 'version' | 'wrapped' | 'root_key_id'>;
const keysOfScope = statement<[string], LoadedRow>('select * from app.load_keys($1)');

/** The keys of one scope that are in force. */
export async function loadKeys(db: Db, scope: string): Promise<WrappedKey[]> {
  const rows = await db.run(keysOfScope, [scope]);
  return rows.map(({ root_key_id: rootKeyId, ...key }) => ({ ...key, rootKeyId }));
}

/** Every key there is, retired ones too. */
export async function readKeys(db: Db): Promise<KeyRow[]> {
  const rows = await db.run(allKeys, [SYSTEM_SCOPE]);
  return rows.map(({ scope, root_key_id, superseded_for, ...key }) => ({
    ...key,
    scopeId: scope,
    rootKeyId: root_key_id,
    supersededFor: superseded_for,
  }));
}

export async function addKey(db: Db, scopeId: string, key: WrappedKey): Promise<void> {
  const insert = scopeId === SYSTEM_SCOPE ? insertSystemKey : insertWorkspaceKey;
  await db.run(insert, [scopeId, key.purpose, key.version, key.wrapped, key.rootKeyId]);
}

export async function replaceKey(db: Db, was: KeyRow, key: WrappedKey): Promise<void> {
  const change = was.scopeId === SYSTEM_SCOPE ? changeSystemKey : changeWorkspaceKey;
  await db.run(change, [was.scopeId, was.purpose, was.version, key.wrapped, key.rootKeyId, was.wrapped]);
}

/** From now on no process loads this version. */
export async function retireKey(db: Db, { scopeId, purpose, version }: KeyRow): Promise<void> {
  const retire = scopeId === SYSTEM_SCOPE ? retireSystemKey : retireWorkspaceKey;
  await db.run(retire, [scopeId, purpose, version]);
}
