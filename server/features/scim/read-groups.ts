import { Id } from '#contracts/common.ts';
import { SCIM_GROUP, type ScimGroup, type ScimGroupList, type ScimQuery } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { externalIdDigest, groupNameDigest } from './digests.ts';
import type { Filter } from './filter/filter.ts';
import { lookupOf } from './filter/lookup.ts';
import { matcher } from './filter/matches.ts';
import { parseFilter } from './filter/parse-filter.ts';
import {
  countGroups,
  findGroup,
  findGroupByName,
  findGroupsByExternalId,
  type GroupRow,
  MOST_GROUPS,
  pageGroups,
} from './group.store.ts';
import { askableGroup } from './group.ts';
import { viewGroups } from './group.view.ts';
import { listOf, pageOf, projector } from './list.ts';
import { baseOf } from './user.view.ts';

const SHOWN = ['displayName', 'members', 'externalId'];
const INDEXED: ReadonlySet<string> = new Set(['id', 'externalid', 'displayname']);

export function listGroups(caller: WorkspaceCaller, query: ScimQuery): Promise<ScimGroupList> {
  const { workspaceId } = caller;
  const project = projector<ScimGroup>(query);
  const base = baseOf(caller.services.publicUrl, workspaceId);
  return read(caller, 'member.read', async (tx, { scope }) => {
    const { offset, limit } = pageOf(query);
    const page = await findGroups({ tx, scope, base }, query.filter, { offset, limit });
    return {
      out: listOf(page.total, offset, page.groups.map(project)),
      disclosed: {
        action: 'scim.group-list',
        targetKind: 'workspace',
        targetId: workspaceId,
        fields: SHOWN,
        detail: { count: page.groups.length },
      },
    };
  });
}

interface Looking {
  readonly tx: TenantTx;
  readonly scope: KeyScope;
  readonly base: string;
}

async function findGroups(
  { tx, scope, base }: Looking,
  filter: string | undefined,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; groups: ScimGroup[] }> {
  if (filter === undefined) {
    const rows = await pageGroups(tx, limit, offset);
    return { total: await countGroups(tx), groups: await viewGroups(tx, scope, rows, base) };
  }
  const asked = parseFilter(filter);
  const matches = matcher(asked, askableGroup, SCIM_GROUP);
  const groups = await viewGroups(tx, scope, await candidates(tx, scope, asked), base);
  const found = groups.filter(matches);
  return { total: found.length, groups: found.slice(offset, offset + limit) };
}

async function candidates(tx: TenantTx, scope: KeyScope, asked: Filter): Promise<GroupRow[]> {
  const lookup = lookupOf(asked, INDEXED);
  switch (lookup?.by) {
    case 'id':
      return one(Id.safeParse(lookup.value).success ? await findGroup(tx, lookup.value) : undefined);
    case 'externalid':
      return findGroupsByExternalId(tx, externalIdDigest(scope, lookup.value));
    case 'displayname':
      return one(await findGroupByName(tx, groupNameDigest(scope, lookup.value)));
    default:
      return pageGroups(tx, MOST_GROUPS, 0);
  }
}

function one(row: GroupRow | undefined): GroupRow[] {
  return row === undefined ? [] : [row];
}

/** One group; without its members where the directory asks for that, as Entra ID does. */
export function readGroupById(
  caller: WorkspaceCaller,
  id: string,
  query: Pick<ScimQuery, 'attributes' | 'excludedAttributes'>,
): Promise<{ group: ScimGroup; version: number }> {
  const base = baseOf(caller.services.publicUrl, caller.workspaceId);
  const project = projector<ScimGroup>(query);
  return read(caller, 'member.read', async (tx, { scope }) => {
    const row = Id.safeParse(id).success ? await findGroup(tx, id) : undefined;
    const [group] = row === undefined ? [] : await viewGroups(tx, scope, [row], base);
    if (row === undefined || group === undefined) throw new AppError('not_found');
    return {
      out: { group: project(group), version: row.version },
      disclosed: { action: 'scim.group-read', targetKind: 'scim-group', targetId: row.id, fields: SHOWN },
    };
  });
}
