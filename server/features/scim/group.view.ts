import { SCIM_GROUP, type ScimGroup } from '#contracts/scim.ts';
import { memberContext } from '#server/features/workspaces/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type GroupMemberRow, type GroupRow, groupContext, membersOf } from './group.store.ts';
import { etagOf } from './user.view.ts';

/** These groups with their members, in the order given. */
export async function viewGroups(
  tx: TenantTx,
  scope: KeyScope,
  rows: readonly GroupRow[],
  base: string,
): Promise<ScimGroup[]> {
  const members = Map.groupBy(
    await membersOf(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ group_id }) => group_id,
  );
  return rows.map((row) => groupView(row, members.get(row.id) ?? [], scope, base));
}

function groupView(
  row: GroupRow,
  members: readonly GroupMemberRow[],
  scope: KeyScope,
  base: string,
): ScimGroup {
  const { displayName, externalId } = scope.unsealKept(groupContext(row.id), row.sealed_attributes);
  return {
    schemas: [SCIM_GROUP],
    id: row.id,
    ...(externalId !== null && { externalId }),
    displayName,
    members: members.map(({ id, user_id, sealed_profile }) => ({
      value: id,
      display: scope.unsealKept(memberContext(user_id), sealed_profile).name,
    })),
    meta: {
      resourceType: 'Group',
      created: row.created_at,
      lastModified: row.changed_at,
      location: `${base}/Groups/${row.id}`,
      version: etagOf(row.version),
    },
  };
}
