import { WorkspaceParams } from '#contracts/common.ts';
import {
  ScimGroup,
  ScimGroupList,
  ScimGroupParams,
  ScimGroupWrite,
  ScimPatch,
  ScimProjection,
  ScimQuery,
} from '#contracts/scim.ts';
import { removal } from '#server/http/removal.ts';
import { byDirectory, defineRoute, json, type RouteRequest } from '#server/http/route.ts';
import { createGroup, patchGroup, removeGroup, replaceGroup } from './change-group.ts';
import { readGroup } from './group.ts';
import { listGroups, readGroupById } from './read-groups.ts';
import { versionOf } from './user.view.ts';

const GROUPS = '/scim/v2/:workspaceId/Groups';
const GROUP = `${GROUPS}/:groupId`;
const shown = ['user.name', 'scim.group-names'];

type Answering = Pick<RouteRequest<typeof byDirectory, Record<string, never>>, 'etag' | 'reply'>;

function answered({ etag }: Answering, group: ScimGroup): ScimGroup {
  etag(versionOf(group));
  return group;
}

const list = defineRoute({
  method: 'GET',
  url: GROUPS,
  summary: 'Lists the groups of the directory, filtered (RFC 7644, 3.4.2).',
  access: byDirectory,
  input: { params: WorkspaceParams, query: ScimQuery },
  reply: json(ScimGroupList),
  rate: 'scim',
  discloses: shown,
  handle: ({ caller, query }) => listGroups(caller, query),
});

const read = defineRoute({
  method: 'GET',
  url: GROUP,
  summary: 'A group of the directory.',
  access: byDirectory,
  input: { params: ScimGroupParams, query: ScimProjection },
  reply: json(ScimGroup),
  rate: 'scim',
  discloses: shown,
  handle: async ({ caller, params, query, etag }) => {
    const { group, version } = await readGroupById(caller, params.groupId, query);
    etag(version);
    return group;
  },
});

const create = defineRoute({
  method: 'POST',
  url: GROUPS,
  summary: 'Makes a group; it gives no role until an admin says which.',
  access: byDirectory,
  input: { params: WorkspaceParams, body: ScimGroupWrite },
  reply: json(ScimGroup, 201),
  rate: 'scim',
  discloses: shown,
  handle: async (request) => {
    const group = answered(request, await createGroup(request.caller, readGroup(request.body)));
    request.reply.header('location', group.meta?.location);
    return group;
  },
});

const replace = defineRoute({
  method: 'PUT',
  url: GROUP,
  summary: 'Replaces a group and its members.',
  access: byDirectory,
  input: { params: ScimGroupParams, body: ScimGroupWrite },
  reply: json(ScimGroup),
  rate: 'scim',
  discloses: shown,
  reads: ['if-match'],
  handle: async (request) => {
    const { caller, params, body: write, ifMatch } = request;
    return answered(request, await replaceGroup(caller, { ...params, ifMatch, write }));
  },
});

const patch = defineRoute({
  method: 'PATCH',
  url: GROUP,
  summary: 'Changes a group or moves its members; roles follow on their next request.',
  access: byDirectory,
  input: { params: ScimGroupParams, body: ScimPatch },
  reply: json(ScimGroup),
  rate: 'scim',
  discloses: shown,
  reads: ['if-match'],
  handle: async (request) => {
    const { caller, params, body: write, ifMatch } = request;
    return answered(request, await patchGroup(caller, { ...params, ifMatch, write }));
  },
});

const remove = removal({
  url: GROUP,
  summary: 'Takes a group away, and with it the role it gave.',
  access: byDirectory,
  params: ScimGroupParams,
  rate: 'scim',
  remove: (caller, { groupId }) => removeGroup(caller, { groupId }),
});

export const scimGroupRoutes = [list, read, create, replace, patch, remove];
