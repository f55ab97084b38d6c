import type { DirectoryRole } from '#contracts/scim.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface DirectoryRow {
  readonly id: string;
  readonly active: boolean;
  readonly default_role: DirectoryRole;
  readonly version: number;
}

const columns = ['id', 'active', 'default_role', 'version'] as const;

export function findDirectory(tx: TenantTx): Promise<DirectoryRow | undefined> {
  return tx.selectFrom('app.scim_directories').select(columns).$narrowType<DirectoryRow>().executeTakeFirst();
}

/** The same, locked: what changes people or groups of a directory happens one after the other. */
export function lockDirectory(tx: TenantTx): Promise<DirectoryRow | undefined> {
  return tx
    .selectFrom('app.scim_directories')
    .select(columns)
    .forUpdate()
    .$narrowType<DirectoryRow>()
    .executeTakeFirst();
}

const save = statement<[workspace: string, role: string, by: string], never>(`
  insert into app.scim_directories (workspace_id, default_role, created_by) values ($1, $2, $3)
  on conflict (workspace_id) do nothing`);
const change = statement<[active: boolean, role: string], never>(`
  update app.scim_directories set active = $1, default_role = $2, version = version + 1, changed_at = now()
  where workspace_id = (select app.tenant())`);

export async function saveDirectory(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { active, defaultRole }: { active: boolean; defaultRole: DirectoryRole },
): Promise<void> {
  await runIn(tx, save, [workspaceId, defaultRole, userId]);
  await runIn(tx, change, [active, defaultRole]);
}

const tied = statement<[], { people: number }>(`
  select count(*)::int as people from app.scim_users t
  where t.workspace_id = (select app.tenant()) and t.sealed_attributes is not null`);

/** How many members the directory has named. */
export async function countTied(tx: TenantTx): Promise<number> {
  return (await runIn(tx, tied, []))[0]?.people ?? 0;
}
