import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const HERE = 'i.workspace_id = (select app.tenant())';

/** The run of an import, as its statements name it. */
export interface Run {
  readonly importId: string;
  readonly runId: string;
}

const take = statement<[id: string, runId: string], { state: 'running' | 'undoing'; row_done: number }>(`
  update app.case_imports i set state = case when i.state = 'queued' then 'running' else i.state end,
    run_id = $2, beat_at = now()
  where ${HERE} and i.id = $1 and i.state in ('queued', 'running', 'undoing')
    and (i.run_id is null or i.run_id = $2 or i.beat_at < now() - interval '1 minute')
  returning i.state, i.row_done`);
const beatOnce = statement<[id: string, runId: string], { id: string }>(`
  update app.case_imports i set beat_at = now() where ${HERE} and i.id = $1 and i.run_id = $2
    and i.state in ('running', 'undoing') returning i.id`);
const end = statement<[id: string, runId: string, state: string], { id: string }>(`
  update app.case_imports i set state = $3, done_at = now(), run_id = null, beat_at = null
  where ${HERE} and i.id = $1 and i.run_id = $2 and i.state in ('running', 'undoing') returning i.id`);
// The row is counted and noted in one statement: where another run took over, or nobody wants it any more, neither.
const note = statement<
  [
    id: string,
    runId: string,
    row: number,
    caseId: string | null,
    version: number | null,
    faults: readonly string[] | null,
  ],
  { row_number: number }
>(`
  with counted as (
    update app.case_imports i set row_done = $3, tried = i.tried + 1, beat_at = now(),
      made = i.made + case when $4::uuid is null then 0 else 1 end,
      refused = i.refused + case when $4::uuid is null then 1 else 0 end
    where ${HERE} and i.id = $1 and i.run_id = $2 and i.state = 'running' and i.row_done < $3
    returning i.workspace_id, i.id)
  insert into app.case_import_rows (workspace_id, import_id, row_number, case_id, case_version, faults)
  select c.workspace_id, c.id, $3, $4, $5, $6 from counted c returning row_number`);
const noteBack = statement<[id: string, runId: string, row: number, undone: boolean], { id: string }>(`
  update app.case_imports i set row_done = $3, beat_at = now(),
    undone = i.undone + case when $4 then 1 else 0 end, kept = i.kept + case when $4 then 0 else 1 end
  where ${HERE} and i.id = $1 and i.run_id = $2 and i.state = 'undoing' and i.row_done < $3 returning i.id`);

/** Takes an import that nobody is at; undefined where somebody is, or where there is nothing to do. */
export async function takeImport(tx: TenantTx, { importId, runId }: Run) {
  const [row] = await runIn(tx, take, [importId, runId]);
  return row && { undoing: row.state === 'undoing', rowDone: row.row_done };
}

/** Says that the run is still at it. */
export async function beat(tx: TenantTx, { importId, runId }: Run): Promise<void> {
  await runIn(tx, beatOnce, [importId, runId]);
}

/** False where another run took over, or nobody wants it any more. */
export async function endRun(
  tx: TenantTx,
  { importId, runId }: Run,
  state: 'done' | 'undone' | 'stopped',
): Promise<boolean> {
  return (await runIn(tx, end, [importId, runId, state])).length > 0;
}

/** Notes what became of a row, once: false where it was noted before, or the run is no longer wanted. */
export async function noteRow(
  tx: TenantTx,
  { importId, runId }: Run,
  row: number,
  outcome: { readonly id: string; readonly version: number } | { readonly faults: readonly string[] },
): Promise<boolean> {
  const values: [string | null, number | null, readonly string[] | null] =
    'id' in outcome ? [outcome.id, outcome.version, null] : [null, null, outcome.faults];
  return (await runIn(tx, note, [importId, runId, row, ...values])).length > 0;
}

/** Notes that a case was taken back, or left. */
export async function noteTakenBack(
  tx: TenantTx,
  { importId, runId }: Run,
  row: number,
  undone: boolean,
): Promise<boolean> {
  return (await runIn(tx, noteBack, [importId, runId, row, undone])).length > 0;
}

/** A row that made a case which is still there. */
export interface MadeRow {
  readonly row: number;
  readonly case_id: string;
  readonly version: number;
  readonly busy: boolean;
}

// Whoever wrote, filed or reviewed something there has worked on it, though the case itself is as it was.
const made = statement<[importId: string, after: number, limit: number], MadeRow>(`
  select r.row_number as row, r.case_id, r.case_version as version, (
    exists (select from app.comments c where c.workspace_id = r.workspace_id and c.case_id = r.case_id)
    or exists (select from app.evidence e where e.workspace_id = r.workspace_id and e.case_id = r.case_id)
    or exists (select from app.review_rounds v where v.workspace_id = r.workspace_id and v.case_id = r.case_id)
    or exists (select from app.case_links l where l.workspace_id = r.workspace_id and r.case_id in (l.case_id, l.other_id))
  ) as busy
  from app.case_import_rows r where r.workspace_id = (select app.tenant()) and r.import_id = $1 and r.row_number > $2
    and r.case_id is not null order by r.row_number limit $3`);
const refused = statement<
  [importId: string, after: number, limit: number],
  { readonly row: number; readonly faults: readonly string[] }
>(`
  select r.row_number as row, r.faults from app.case_import_rows r
  where r.workspace_id = (select app.tenant()) and r.import_id = $1 and r.row_number > $2 and r.faults is not null
  order by r.row_number limit $3`);

/** Rows behind this one that made a case. */
export function pageMade(tx: TenantTx, importId: string, after: number, limit: number): Promise<MadeRow[]> {
  return runIn(tx, made, [importId, after, limit]);
}

/** Rows behind this one that were refused. */
export function pageRefused(tx: TenantTx, importId: string, after: number, limit: number) {
  return runIn(tx, refused, [importId, after, limit]);
}
