import { Id } from '#contracts/common.ts';
import { type ScimGroup, ScimGroupWrite, type ScimPatch } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { externalIdDigest, groupNameDigest } from './digests.ts';
import { lockDirectory } from './directory.store.ts';
import {
  countGroups,
  type DirectoryGroup,
  deleteGroup,
  findGroup,
  findGroupByName,
  type GroupRow,
  groupContext,
  insertGroup,
  knownMembers,
  lockGroup,
  MOST_GROUPS,
  memberIdsOf,
  moveMembers,
  updateGroup,
} from './group.store.ts';
import { draftOfGroup, patchableGroup, readGroup, type SentGroup, unknownMember } from './group.ts';
import { viewGroups } from './group.view.ts';
import { applyPatch } from './patch/apply-patch.ts';
import { refusal, taken } from './refusal.ts';
import { settleRoles } from './settle-roles.ts';
import { baseOf } from './user.view.ts';

/** Makes a group. It gives no role until an admin says which. */
export const createGroup = command({
  action: 'member.manage',
  async load(tx, sent: SentGroup, _actor, scope) {
    if ((await lockDirectory(tx)) === undefined) return undefined;
    return {
      holder: await findGroupByName(tx, groupNameDigest(scope, sent.group.displayName)),
      known: await knownMembers(tx, sent.members),
      groups: await countGroups(tx),
    };
  },
  about: () => null,
  rules(_actor, { holder, known, groups }, { members }) {
    if (holder !== undefined) throw taken('There is a group of this name.');
    if (groups >= MOST_GROUPS) throw refusal('tooMany', `A workspace has at most ${MOST_GROUPS} groups.`);
    if (members.some((id) => !known.has(id))) throw unknownMember();
  },
  async run(step, { group, members }): Promise<ScimGroup> {
    const { tx, permit, actor, audit } = step;
    const id = newId();
    await insertGroup(tx, permit, { workspace_id: actor.workspaceId, id, ...sealedGroup(step, id, group) });
    await moveMembers(tx, permit, { workspaceId: actor.workspaceId, id }, { added: members, dropped: [] });
    audit({
      action: 'scim.group-created',
      targetKind: 'scim-group',
      targetId: id,
      fields: ['displayName', 'members', 'externalId'],
      detail: { members: members.length },
    });
    return viewed(step, id);
  },
});

interface Change {
  readonly groupId: string;
  readonly ifMatch: number | undefined;
  readonly next: (before: SentGroup) => SentGroup;
}

interface Target {
  readonly row: GroupRow;
  readonly before: SentGroup;
  readonly next: SentGroup;
  readonly holder: GroupRow | undefined;
  readonly known: ReadonlySet<string>;
}

/** RFC 7644, 3.5.2, and 3.5.1 for a whole group. */
export function patchGroup(
  caller: WorkspaceCaller,
  { groupId, ifMatch, write }: Pick<Change, 'groupId' | 'ifMatch'> & { readonly write: ScimPatch },
): Promise<ScimGroup> {
  const next = (before: SentGroup) => {
    const after = ScimGroupWrite.safeParse(
      applyPatch(draftOfGroup(before), write.Operations, patchableGroup),
    );
    if (!after.success) throw refusal('invalidValue', 'An attribute would have a value that it cannot have.');
    return readGroup(after.data);
  };
  return change(caller, { groupId, ifMatch, next });
}

export function replaceGroup(
  caller: WorkspaceCaller,
  { groupId, ifMatch, write }: Pick<Change, 'groupId' | 'ifMatch'> & { readonly write: ScimGroupWrite },
): Promise<ScimGroup> {
  return change(caller, { groupId, ifMatch, next: () => readGroup(write) });
}

const change = command({
  action: 'member.manage',
  async load(tx, { groupId, next }: Change, _actor, scope): Promise<Target | undefined> {
    const row = await lockedGroup(tx, groupId);
    if (row === undefined) return undefined;
    const group = scope.unseal(groupContext(row.id), row.sealed_attributes);
    const before: SentGroup = { group, members: await memberIdsOf(tx, row.id) };
    const after = next(before);
    const holder = await findGroupByName(tx, groupNameDigest(scope, after.group.displayName));
    return { row, before, next: after, holder, known: await knownMembers(tx, after.members) };
  },
  about: () => null,
  rules(_actor, { row, next, holder, known }, { ifMatch }) {
    if (ifMatch !== undefined && ifMatch !== row.version)
      throw new AppError('precondition_failed', { details: { version: row.version } });
    if (holder !== undefined && holder.id !== row.id) throw taken('There is a group of this name.');
    if (next.members.some((id) => !known.has(id))) throw unknownMember();
  },
  async run(step): Promise<ScimGroup> {
    const { tx, permit, actor, target, audit } = step;
    const { row, before, next } = target;
    const [was, is] = [new Set(before.members), new Set(next.members)];
    const added = next.members.filter((id) => !was.has(id));
    const dropped = before.members.filter((id) => !is.has(id));
    await updateGroup(tx, permit, row.id, sealedGroup(step, row.id, next.group));
    await moveMembers(tx, permit, { workspaceId: actor.workspaceId, id: row.id }, { added, dropped });
    audit({
      action: 'scim.group-changed',
      targetKind: 'scim-group',
      targetId: row.id,
      fields: ['displayName', 'members', 'externalId'],
      detail: { added: added.length, dropped: dropped.length },
    });
    if (row.role !== null) await settleRoles(step, [...added, ...dropped]);
    return viewed(step, row.id);
  },
});

/** Takes a group away; what it gave its members goes with it. */
export const removeGroup = command({
  action: 'member.manage',
  async load(tx, { groupId }: { groupId: string }) {
    const row = await lockedGroup(tx, groupId);
    return row && { row, members: await memberIdsOf(tx, row.id) };
  },
  about: () => null,
  async run(step) {
    const { tx, permit, target, audit } = step;
    await deleteGroup(tx, permit, target.row.id);
    audit({
      action: 'scim.group-removed',
      targetKind: 'scim-group',
      targetId: target.row.id,
      detail: { members: target.members.length },
    });
    if (target.row.role !== null) await settleRoles(step, target.members);
  },
});

async function lockedGroup(tx: TenantTx, groupId: string): Promise<GroupRow | undefined> {
  if ((await lockDirectory(tx)) === undefined || !Id.safeParse(groupId).success) return undefined;
  return lockGroup(tx, groupId);
}

type Sealing = Pick<Step<'member.manage', unknown>, 'scope'>;

function sealedGroup({ scope }: Sealing, id: string, group: DirectoryGroup) {
  return {
    name_digest: groupNameDigest(scope, group.displayName),
    external_id_digest: group.externalId === null ? null : externalIdDigest(scope, group.externalId),
    sealed_attributes: scope.seal<DirectoryGroup>(groupContext(id), group),
  };
}

async function viewed(
  { tx, scope, services, actor }: Pick<Step<'member.manage', unknown>, 'tx' | 'scope' | 'services' | 'actor'>,
  id: string,
): Promise<ScimGroup> {
  const row = await findGroup(tx, id);
  const base = baseOf(services.publicUrl, actor.workspaceId);
  const [group] = row === undefined ? [] : await viewGroups(tx, scope, [row], base);
  if (group === undefined) throw new AppError('not_found');
  return group;
}
