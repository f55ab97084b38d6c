import type { Role } from '#contracts/common.ts';
import { type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** An active member, as rules about others read them. */
export interface ActiveMember {
  readonly userId: string;
  readonly role: Role;
  readonly assignedOnly: boolean;
}

interface Row {
  readonly user_id: string;
  readonly role: Role;
  readonly assigned_only: boolean;
  readonly sealed_profile: Sealed<MemberProfile>;
}

const selectActive = statement<[], Row>(`
  select m.user_id, m.role, m.assigned_only, m.sealed_profile from app.memberships m
  where m.workspace_id = (select app.tenant()) and m.state = 'active'
    and m.user_id not in (select app.shut_members())
  order by m.created_at, m.user_id`);

const selectSome = statement<[userIds: readonly string[]], Row>(`
  select m.user_id, m.role, m.assigned_only, m.sealed_profile from app.memberships m
  where m.workspace_id = (select app.tenant()) and m.state = 'active' and m.user_id = any($1::uuid[])`);

/** An active member, opened. The address is for mail, not for replies. */
export interface KnownMember extends ActiveMember {
  readonly name: string;
  readonly email: string;
}

/** Every active member with name and address, in the order they joined. */
export async function listActiveMembers(tx: TenantTx, scope: KeyScope): Promise<KnownMember[]> {
  const rows = await runIn(tx, selectActive, []);
  return rows.map((row) => ({
    ...standing(row),
    ...scope.unseal(memberContext(row.user_id), row.sealed_profile),
  }));
}

/** Those of these users who are active members; anyone else is left out. */
export async function findActiveMembers(
  tx: TenantTx,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, ActiveMember>> {
  if (userIds.length === 0) return new Map();
  const rows = await runIn(tx, selectSome, [userIds]);
  return new Map(rows.map((row) => [row.user_id, standing(row)]));
}

function standing(row: Row): ActiveMember {
  return { userId: row.user_id, role: row.role, assignedOnly: row.assigned_only };
}
