import type { SavedView } from '#contracts/case-lists.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, SealContext, Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** Sealed: a filter can say what a team looks for. */
type ViewSeal = Pick<SavedView, 'name' | 'filter' | 'sort'>;

const contentContext = (id: string): SealContext => ({ table: 'saved_views', row: id, use: 'content' });

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly shared: boolean;
  readonly sealed_content: Sealed<ViewSeal>;
  readonly version: number;
}

const selectAll = statement<[], Row>(`
  select v.id, v.user_id, v.shared, v.sealed_content, v.version from app.saved_views v
  where v.workspace_id = (select app.tenant()) order by v.created_at, v.id limit 200`);
const selectOne = statement<[id: string], Row>(`
  select v.id, v.user_id, v.shared, v.sealed_content, v.version from app.saved_views v
  where v.workspace_id = (select app.tenant()) and v.id = $1 for update`);
type InsertValues = [workspaceId: string, id: string, userId: string, shared: boolean, content: Buffer];
const insertRow = statement<InsertValues, never>(`
  insert into app.saved_views (workspace_id, id, user_id, shared, sealed_content) values ($1, $2, $3, $4, $5)`);
const updateRow = statement<[id: string, shared: boolean, content: Buffer], never>(`
  update app.saved_views v set shared = $2, sealed_content = $3, version = version + 1
  where v.workspace_id = (select app.tenant()) and v.id = $1 and v.user_id = (select app.actor_id())`);
const deleteRow = statement<[id: string], never>(`
  delete from app.saved_views v where v.workspace_id = (select app.tenant()) and v.id = $1`);

export async function listViews(tx: TenantTx, scope: KeyScope, userId: string): Promise<SavedView[]> {
  const rows = await runIn(tx, selectAll, []);
  return rows.map((row) => openView(scope, userId, row));
}

/** One view, locked until the transaction ends. */
export async function findView(
  tx: TenantTx,
  scope: KeyScope,
  userId: string,
  id: string,
): Promise<SavedView | undefined> {
  const [row] = await runIn(tx, selectOne, [id]);
  return row && openView(scope, userId, row);
}

type Owner = { readonly workspaceId: string; readonly userId: string };
export type ViewWrite = ViewSeal & { readonly id: string; readonly shared: boolean };

export async function insertView(
  tx: TenantTx,
  scope: KeyScope,
  owner: Owner,
  view: ViewWrite,
): Promise<void> {
  const sealed = scope.seal<ViewSeal>(contentContext(view.id), sealOf(view));
  await runIn(tx, insertRow, [owner.workspaceId, view.id, owner.userId, view.shared, sealed]);
}

export async function updateView(tx: TenantTx, scope: KeyScope, view: ViewWrite): Promise<void> {
  const sealed = scope.seal<ViewSeal>(contentContext(view.id), sealOf(view));
  await runIn(tx, updateRow, [view.id, view.shared, sealed]);
}

export async function deleteView(tx: TenantTx, id: string): Promise<void> {
  await runIn(tx, deleteRow, [id]);
}

const sealOf = ({ name, filter, sort }: ViewSeal): ViewSeal => ({ name, filter, sort });

function openView(scope: KeyScope, userId: string, row: Row): SavedView {
  const seal = scope.unseal(contentContext(row.id), row.sealed_content);
  return { id: row.id, ...seal, shared: row.shared, mine: row.user_id === userId, version: row.version };
}
