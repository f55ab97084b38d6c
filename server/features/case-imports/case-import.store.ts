import { type CaseImport, IMPORT_DAYS, type ImportPlan, type ImportState } from '#contracts/case-imports.ts';
import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, SealContext, Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import { doorProof, type TenantTx } from '#server/security/tenancy/index.ts';

interface Row {
  readonly id: string;
  readonly made_by: string;
  readonly state: ImportState;
  readonly sealed_name: Sealed<string>;
  readonly plan: ImportPlan | null;
  readonly size: string;
  readonly received: string;
  readonly row_count: number | null;
  readonly row_done: number;
  readonly tried: number;
  readonly made: number;
  readonly refused: number;
  readonly undone: number;
  readonly kept: number;
  readonly asked_at: string;
  readonly done_at: string | null;
}

export interface ImportRecord extends CaseImport {
  readonly madeBy: string;
  readonly plan: ImportPlan | null;
  /** The last row that a run tried, or that was looked at while cases are taken back. */
  readonly rowDone: number;
}

export const nameContext = (id: string): SealContext => ({ table: 'case_imports', row: id, use: 'name' });
type MayImport = Permit<'case.import'>;

const HERE = 'i.workspace_id = (select app.tenant())';
const insert = statement<
  [workspaceId: string, id: string, userId: string, name: Buffer, size: string],
  never
>(`
  insert into app.case_imports (workspace_id, id, made_by, sealed_name, size) values ($1, $2, $3, $4, $5)`);
const newest = statement<[], Row>(
  `select i.* from app.case_imports i where ${HERE} order by i.asked_at desc, i.id limit 50`,
);
const one = statement<[id: string], Row>(`select i.* from app.case_imports i where ${HERE} and i.id = $1`);
const lock = statement<[id: string], Row>(
  `select i.* from app.case_imports i where ${HERE} and i.id = $1 for update`,
);
const receive = statement<[id: string, received: string], never>(`
  update app.case_imports i set received = $2, state = case when $2::bigint = i.size then 'received' else i.state end
  where ${HERE} and i.id = $1`);
const setPlan = statement<[id: string, plan: string], never>(
  `update app.case_imports i set plan = $2::jsonb, row_count = null where ${HERE} and i.id = $1`,
);
const setRows = statement<[id: string, plan: string, rows: number], { id: string }>(`
  update app.case_imports i set row_count = $3
  where ${HERE} and i.id = $1 and i.plan = $2::jsonb and i.state = 'received' returning i.id`);
const setState = statement<[id: string, state: ImportState], never>(`
  update app.case_imports i set state = $2, run_id = null, beat_at = null,
    row_done = case when $2 = 'undoing' then 0 else i.row_done end, kept = case when $2 = 'undoing' then 0 else i.kept end,
    done_at = case when $2 in ('queued', 'undoing') then null else now() end
  where ${HERE} and i.id = $1`);
const remove = statement<[id: string], never>(`delete from app.case_imports i where ${HERE} and i.id = $1`);

export async function insertImport(
  tx: TenantTx,
  _permit: MayImport,
  scope: KeyScope,
  made: { workspaceId: string; id: string; userId: string; name: string; size: number },
): Promise<void> {
  const name = scope.seal<string>(nameContext(made.id), made.name);
  await runIn(tx, insert, [made.workspaceId, made.id, made.userId, name, String(made.size)]);
}

export async function listImports(tx: TenantTx, scope: KeyScope): Promise<ImportRecord[]> {
  return (await runIn(tx, newest, [])).map((row) => opened(scope, row));
}

export async function findImport(
  tx: TenantTx,
  scope: KeyScope,
  id: string,
): Promise<ImportRecord | undefined> {
  const [row] = await runIn(tx, one, [id]);
  return row && opened(scope, row);
}

export async function lockImport(
  tx: TenantTx,
  scope: KeyScope,
  id: string,
): Promise<ImportRecord | undefined> {
  const [row] = await runIn(tx, lock, [id]);
  return row && opened(scope, row);
}

/** Counts what has arrived; with the last byte the file is there. */
export async function setReceived(
  tx: TenantTx,
  _permit: MayImport,
  id: string,
  received: number,
): Promise<void> {
  await runIn(tx, receive, [id, String(received)]);
}

export async function savePlan(
  tx: TenantTx,
  _permit: MayImport,
  id: string,
  plan: ImportPlan,
): Promise<void> {
  await runIn(tx, setPlan, [id, JSON.stringify(plan)]);
}

/** Notes how many rows a plan was checked with; false where there is another plan by now. */
export async function saveRows(tx: TenantTx, id: string, plan: ImportPlan, rows: number): Promise<boolean> {
  return (await runIn(tx, setRows, [id, JSON.stringify(plan), rows])).length > 0;
}

export async function setImportState(
  tx: TenantTx,
  _permit: MayImport,
  id: string,
  state: ImportState,
): Promise<void> {
  await runIn(tx, setState, [id, state]);
}

/** The import with its file; cases that it made stay. */
export async function deleteImport(tx: TenantTx, _permit: MayImport, id: string): Promise<void> {
  await runIn(tx, remove, [id]);
}

const waiting = statement<[string, Buffer], { workspace_id: string; id: string }>(
  'select * from app.case_imports_waiting($1, $2)',
);
const expire = statement<[], never>('select app.expire_case_imports()');

/** Imports that nobody is at, over all workspaces. */
export async function waitingImports(db: Db): Promise<{ workspaceId: string; importId: string }[]> {
  const rows = await db.run(waiting, [...doorProof(db, 'case imports')]);
  return rows.map((row) => ({ workspaceId: row.workspace_id, importId: row.id }));
}

export function expireImports(db: Db): Promise<unknown> {
  return db.run(expire, []);
}

function opened(scope: KeyScope, row: Row): ImportRecord {
  return {
    id: row.id,
    madeBy: row.made_by,
    name: scope.unseal(nameContext(row.id), row.sealed_name),
    state: row.state,
    plan: row.plan,
    size: Number(row.size),
    received: Number(row.received),
    rows: row.row_count,
    rowDone: row.row_done,
    tried: row.tried,
    made: row.made,
    refused: row.refused,
    undone: row.undone,
    left: row.kept,
    askedAt: row.asked_at,
    doneAt: row.done_at,
    keptUntil: new Date(Date.parse(row.asked_at) + IMPORT_DAYS * 86_400_000).toISOString(),
  };
}
