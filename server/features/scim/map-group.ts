import type { MappedGroup, ScimGroupRole } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { lockDirectory } from './directory.store.ts';
import {
  findGroup,
  type GroupRow,
  groupContext,
  groupSizes,
  lockGroup,
  MOST_GROUPS,
  memberIdsOf,
  pageGroups,
  updateGroup,
} from './group.store.ts';
import { settleRoles } from './settle-roles.ts';

/** The groups of the directory with the role each gives, for those who decide it. */
export async function listMapped(tx: TenantTx, scope: KeyScope): Promise<MappedGroup[]> {
  const sizes = await groupSizes(tx);
  const rows = await pageGroups(tx, MOST_GROUPS, 0);
  return rows.map((row) => mappedView(row, scope, sizes.get(row.id) ?? 0));
}

/** Says which role a group stands for. Its members have it on their next request. */
export const mapGroup = command({
  action: 'member.manage',
  async load(tx, { groupId }: ScimGroupRole & { groupId: string }) {
    await lockDirectory(tx);
    const row = await lockGroup(tx, groupId);
    return row && { row, members: await memberIdsOf(tx, groupId) };
  },
  // Nobody lets a group give a role above their own.
  about: (_actor, { row }, { role }) => {
    const named = role ?? row.role;
    return named === null ? null : { role: named };
  },
  async run(step, { role }): Promise<MappedGroup> {
    const { tx, permit, scope, target, audit } = step;
    await updateGroup(tx, permit, target.row.id, { role });
    audit({
      action: 'scim.group-mapped',
      targetKind: 'scim-group',
      targetId: target.row.id,
      fields: ['role'],
      detail: { from: target.row.role, to: role },
    });
    if (target.row.role !== role) await settleRoles(step, target.members);
    const row = await findGroup(tx, target.row.id);
    if (row === undefined) throw new AppError('not_found');
    return mappedView(row, scope, target.members.length);
  },
});

function mappedView(row: GroupRow, scope: KeyScope, members: number): MappedGroup {
  const { displayName } = scope.unsealKept(groupContext(row.id), row.sealed_attributes);
  return { id: row.id, name: displayName, members, role: row.role };
}
