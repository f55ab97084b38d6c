import type { Role } from '#contracts/common.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const note = statement<[workspace: string, connection: string, user: string], never>(`
  insert into app.sso_people (workspace_id, connection_id, user_id) values ($1, $2, $3)
  on conflict (workspace_id, connection_id, user_id) do update set last_at = now()`);

/** Somebody came through the provider. */
export async function noteCame(
  tx: TenantTx,
  workspaceId: string,
  connectionId: string,
  userId: string,
): Promise<void> {
  await runIn(tx, note, [workspaceId, connectionId, userId]);
}

const came = statement<[], { user_id: string }>(`
  select p.user_id from app.sso_people p join app.sso_connections c
    on c.workspace_id = p.workspace_id and c.id = p.connection_id and c.active`);

/** Who came through the provider that is on. */
export async function whoCame(tx: TenantTx): Promise<ReadonlySet<string>> {
  return new Set((await runIn(tx, came, [])).map(({ user_id }) => user_id));
}

export interface MembershipRow {
  readonly user_id: string;
  readonly role: Role;
  readonly state: 'active' | 'suspended' | 'removed';
}

export function findMembership(tx: TenantTx, userId: string): Promise<MembershipRow | undefined> {
  return tx
    .selectFrom('app.memberships')
    .select(['user_id', 'role', 'state'])
    .where('user_id', '=', userId)
    .forUpdate()
    .$narrowType<MembershipRow>()
    .executeTakeFirst();
}
