import type { Draft, DraftContent } from '#contracts/drafts.ts';
import { AppError } from '#server/platform/app-error.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import { type KeyScope, newId, type SealContext, type Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** The type of a case not yet made is sealed with what is typed: it is nobody else's business either. */
interface DraftSeal {
  readonly type: string | null;
  readonly content: DraftContent;
}

const contentContext = (id: string): SealContext => ({ table: 'case_drafts', row: id, use: 'content' });

interface Row {
  readonly id: string;
  readonly case_id: string | null;
  readonly base_version: number | null;
  readonly saved_at: string;
  readonly sealed_content: Sealed<DraftSeal>;
}

const selectOwn = statement<[], Row>(`
  select d.id, d.case_id, d.base_version, d.saved_at, d.sealed_content from app.case_drafts d where d.workspace_id = (select app.tenant()) order by d.saved_at desc limit 50`);
const selectOfCase = statement<[caseId: string], Row>(`
  select d.id, d.case_id, d.base_version, d.saved_at, d.sealed_content from app.case_drafts d where d.workspace_id = (select app.tenant()) and d.case_id = $1`);
const deleteOne = statement<[id: string], { id: string }>(`
  delete from app.case_drafts d where d.workspace_id = (select app.tenant()) and d.id = $1 returning d.id`);
const deleteOfCase = statement<[caseId: string], never>(`
  delete from app.case_drafts d where d.workspace_id = (select app.tenant()) and d.case_id = $1`);

type InsertValues = [
  workspaceId: string,
  id: string,
  userId: string,
  caseId: string | null,
  baseVersion: number | null,
  content: Buffer,
];
type UpdateValues = [id: string, baseVersion: number | null, content: Buffer];
interface Saved {
  readonly id: string;
  readonly saved_at: string;
}

const insertRow = statement<InsertValues, Saved>(`
  insert into app.case_drafts (workspace_id, id, user_id, case_id, base_version, sealed_content)
  values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id, saved_at`);
const updateRow = statement<UpdateValues, Saved>(`
  update app.case_drafts d set base_version = $2, sealed_content = $3, saved_at = now()
  where d.workspace_id = (select app.tenant()) and d.id = $1 returning d.id, d.saved_at`);

/** One's own drafts, the last saved first: the policy of the table lets no other's through. */
export async function listDrafts(tx: TenantTx, scope: KeyScope): Promise<Draft[]> {
  const rows = await runIn(tx, selectOwn, []);
  return rows.map((row) => openDraft(scope, row));
}

export async function findDraftOf(tx: TenantTx, scope: KeyScope, caseId: string): Promise<Draft | undefined> {
  const [row] = await runIn(tx, selectOfCase, [caseId]);
  return row && openDraft(scope, row);
}

export interface DraftWrite extends DraftSeal {
  /** Null: the draft of this case, or a new one. */
  readonly id: string | null;
  readonly caseId: string | null;
  readonly baseVersion: number | null;
}

/**
 * Saves what is typed; a draft of a case replaces the one before.
 * @throws AppError conflict when the id is taken, or another save of the same draft came in between.
 */
export async function saveDraft(
  tx: TenantTx,
  scope: KeyScope,
  actor: { readonly workspaceId: string; readonly userId: string },
  { id, caseId, baseVersion, ...seal }: DraftWrite,
): Promise<{ id: string; savedAt: string }> {
  const before = caseId === null ? undefined : await findDraftOf(tx, scope, caseId);
  const row = before?.id ?? id ?? newId();
  const sealed = scope.seal<DraftSeal>(contentContext(row), seal);
  const saved =
    (await runIn(tx, updateRow, [row, baseVersion, sealed]))[0] ??
    (await runIn(tx, insertRow, [actor.workspaceId, row, actor.userId, caseId, baseVersion, sealed]))[0];
  if (!saved) throw new AppError('conflict');
  return { id: saved.id, savedAt: saved.saved_at };
}

/** Whether there was one of one's own. */
export async function deleteDraft(tx: TenantTx, id: string): Promise<boolean> {
  return (await runIn(tx, deleteOne, [id])).length > 0;
}

export async function deleteDraftOf(tx: TenantTx, caseId: string): Promise<void> {
  await runIn(tx, deleteOfCase, [caseId]);
}

function openDraft(scope: KeyScope, row: Row): Draft {
  const { type, content } = scope.unseal(contentContext(row.id), row.sealed_content);
  return {
    id: row.id,
    caseId: row.case_id,
    type,
    baseVersion: row.base_version,
    content,
    savedAt: row.saved_at,
  };
}
