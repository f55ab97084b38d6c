import type { ExportState } from '#contracts/exports.ts';
import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import { doorProof, type TenantTx } from '#server/security/tenancy/index.ts';
import { type ArchiveFile, type FileHead, headContext, type StepPlace } from './archive-file.ts';

export interface ExportRow {
  readonly id: string;
  readonly requested_by: string;
  readonly state: ExportState;
  readonly place: StepPlace | Record<string, never>;
  readonly steps: number;
  readonly steps_total: number | null;
  readonly files: number;
  readonly size: string | null;
  readonly requested_at: string;
  readonly done_at: string | null;
}

const HERE = 'x.workspace_id = (select app.tenant())';
const insert = statement<[workspaceId: string, id: string, userId: string], { id: string }>(`
  insert into app.exports (workspace_id, id, requested_by) values ($1, $2, $3) on conflict do nothing returning id`);
const newest = statement<[], ExportRow>(
  `select x.* from app.exports x where ${HERE} order by x.requested_at desc, x.id limit 50`,
);
const one = statement<[id: string], ExportRow>(`select x.* from app.exports x where ${HERE} and x.id = $1`);
const endOne = statement<[id: string], { id: string }>(`
  update app.exports x set state = 'expired', done_at = coalesce(x.done_at, now())
  where ${HERE} and x.id = $1 and x.state <> 'expired' returning x.id`);
const dropFiles = statement<[id: string], never>(
  'delete from app.export_files x where x.workspace_id = (select app.tenant()) and x.export_id = $1',
);

/** False where another one of the workspace is under way. */
export async function insertExport(
  tx: TenantTx,
  _permit: Permit<'workspace.export'>,
  { workspaceId, id, userId }: { workspaceId: string; id: string; userId: string },
): Promise<boolean> {
  return (await runIn(tx, insert, [workspaceId, id, userId])).length > 0;
}

export function listExports(tx: TenantTx): Promise<ExportRow[]> {
  return runIn(tx, newest, []);
}

export async function findExport(tx: TenantTx, id: string): Promise<ExportRow | undefined> {
  return (await runIn(tx, one, [id]))[0];
}

/** Ends an export: nothing of it can be fetched any more, and its bytes are swept from the store. */
export async function endExport(
  tx: TenantTx,
  _permit: Permit<'workspace.export'>,
  id: string,
): Promise<boolean> {
  await runIn(tx, dropFiles, [id]);
  return (await runIn(tx, endOne, [id])).length > 0;
}

const take = statement<[id: string, runId: string], ExportRow>(`
  update app.exports x set state = 'running', run_id = $2, beat_at = now()
  where ${HERE} and x.id = $1 and x.state in ('queued', 'running')
    and (x.run_id is null or x.run_id = $2 or x.beat_at < now() - interval '1 minute') returning x.*`);
const beatOnce = statement<[id: string, runId: string], { id: string }>(`
  update app.exports x set beat_at = now() where ${HERE} and x.id = $1 and x.run_id = $2 and x.state = 'running'
  returning x.id`);
const setTotal = statement<[id: string, total: number], never>(
  `update app.exports x set steps_total = $2 where ${HERE} and x.id = $1`,
);
const dropHalf = statement<[id: string], never>(`
  delete from app.export_files x where x.workspace_id = (select app.tenant()) and x.export_id = $1 and x.sealed_head is null`);
const beginFile = statement<[workspaceId: string, exportId: string, number: number, id: string], never>(
  'insert into app.export_files (workspace_id, export_id, number, id) values ($1, $2, $3, $4)',
);
const settleFile = statement<[id: string, head: Buffer], never>(
  'update app.export_files x set sealed_head = $2 where x.workspace_id = (select app.tenant()) and x.id = $1',
);
const step = statement<[id: string, runId: string, place: string, files: number], { id: string }>(`
  update app.exports x set place = $3::jsonb, files = $4, steps = x.steps + 1, beat_at = now()
  where ${HERE} and x.id = $1 and x.run_id = $2 and x.state = 'running' returning x.id`);
const finish = statement<[id: string, runId: string, size: string], { id: string }>(`
  update app.exports x set state = 'done', size = $3, done_at = now()
  where ${HERE} and x.id = $1 and x.run_id = $2 and x.state = 'running' returning x.id`);

/** Takes an export that nobody is at; undefined where somebody is, or where there is nothing to do. */
export async function takeExport(tx: TenantTx, id: string, runId: string): Promise<ExportRow | undefined> {
  const [row] = await runIn(tx, take, [id, runId]);
  if (row !== undefined) await runIn(tx, dropHalf, [id]);
  return row;
}

/** Says that the run is still at it; false where another took over or nobody wants it any more. */
export async function beat(tx: TenantTx, id: string, runId: string): Promise<boolean> {
  return (await runIn(tx, beatOnce, [id, runId])).length > 0;
}

export function setStepsTotal(tx: TenantTx, id: string, total: number): Promise<unknown> {
  return runIn(tx, setTotal, [id, total]);
}

/** Names the blob before its first byte is written, so that a server that stops leaves nothing unknown. */
export function beginExportFile(
  tx: TenantTx,
  file: { workspaceId: string; exportId: string; number: number; id: string },
): Promise<unknown> {
  return runIn(tx, beginFile, [file.workspaceId, file.exportId, file.number, file.id]);
}

/** A file is whole, and the next step is there. False where another run took over. */
export async function stepOn(
  tx: TenantTx,
  scope: KeyScope,
  run: { readonly exportId: string; readonly runId: string },
  done: { readonly place: StepPlace; readonly files: number; readonly file?: { id: string; head: FileHead } },
): Promise<boolean> {
  const { file } = done;
  if (file !== undefined)
    await runIn(tx, settleFile, [file.id, scope.seal<FileHead>(headContext(file.id), file.head)]);
  return (
    (await runIn(tx, step, [run.exportId, run.runId, JSON.stringify(done.place), done.files])).length > 0
  );
}

export async function finishExport(
  tx: TenantTx,
  _permit: Permit<'workspace.export'>,
  { exportId, runId, size }: { exportId: string; runId: string; size: number },
): Promise<boolean> {
  return (await runIn(tx, finish, [exportId, runId, String(size)])).length > 0;
}

type FileRow = { number: number; id: string; sealed_head: Sealed<FileHead>; sealed_file_key: Buffer | null };
const files = statement<[exportId: string, after: number, limit: number], FileRow>(`
  select x.number, x.id, x.sealed_head, x.sealed_file_key from app.export_files x
  where ${HERE} and x.export_id = $1 and x.number > $2 and x.sealed_head is not null order by x.number limit $3`);

/** The files of an archive behind this number. */
export async function pageFiles(
  tx: TenantTx,
  scope: KeyScope,
  exportId: string,
  { after, limit }: { after: number; limit: number },
): Promise<ArchiveFile[]> {
  const rows = await runIn(tx, files, [exportId, after, limit]);
  return rows.map(({ number, id, sealed_head, sealed_file_key }) => ({
    ...scope.unseal(headContext(id), sealed_head),
    number,
    id,
    sealedKey: sealed_file_key ?? undefined,
  }));
}

const waiting = statement<[string, Buffer], { workspace_id: string; id: string }>(
  'select * from app.exports_waiting($1, $2)',
);
const expire = statement<[], never>('select app.expire_exports()');

/** Exports that nobody is at, over all workspaces. */
export async function waitingExports(db: Db): Promise<{ workspaceId: string; exportId: string }[]> {
  const rows = await db.run(waiting, [...doorProof(db, 'exports')]);
  return rows.map((row) => ({ workspaceId: row.workspace_id, exportId: row.id }));
}

export function expireExports(db: Db): Promise<unknown> {
  return db.run(expire, []);
}
