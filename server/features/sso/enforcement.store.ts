import type { Permit } from '#server/security/permit.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';

export interface EnforcementRow {
  readonly sso_enforced: boolean;
  readonly break_glass: boolean;
}

export function readEnforcement(tx: TenantTx, { workspaceId }: Actor): Promise<EnforcementRow> {
  return tx
    .selectFrom('app.workspaces')
    .select(['sso_enforced', 'break_glass'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
}

/** The same, locked, so that two admins do not undo each other unseen. */
export function lockEnforcement(tx: TenantTx, { workspaceId }: Actor): Promise<EnforcementRow | undefined> {
  return tx
    .selectFrom('app.workspaces')
    .select(['sso_enforced', 'break_glass'])
    .where('id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateEnforcement(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  { workspaceId }: Actor,
  change: { sso_enforced?: boolean; break_glass?: boolean },
): Promise<void> {
  await tx.updateTable('app.workspaces').set(change).where('id', '=', workspaceId).execute();
}

/** The owners, and who of them is named for an emergency. */
export function ownersNamed(tx: TenantTx): Promise<{ user_id: string; break_glass: boolean }[]> {
  return tx
    .selectFrom('app.memberships')
    .select(['user_id', 'break_glass'])
    .where('role', '=', 'owner')
    .where('state', '=', 'active')
    .orderBy('created_at')
    .limit(200)
    .execute();
}

/** Names exactly these owners for an emergency. */
export async function nameOwners(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  userIds: readonly string[],
): Promise<void> {
  const ids = [...userIds];
  await tx
    .updateTable('app.memberships')
    .set({ break_glass: false })
    .where('break_glass', '=', true)
    .execute();
  if (ids.length === 0) return;
  await tx.updateTable('app.memberships').set({ break_glass: true }).where('user_id', 'in', ids).execute();
}
