import { WorkspaceParams } from '#contracts/common.ts';
import {
  ScimDocument,
  ScimPatch,
  ScimQuery,
  ScimTypeParams,
  ScimUser,
  ScimUserList,
  ScimUserParams,
  ScimUserWrite,
} from '#contracts/scim.ts';
import { removal } from '#server/http/removal.ts';
import { byDirectory, defineRoute, json, type RouteRequest } from '#server/http/route.ts';
import { patchUser, replaceUser } from './change-user.ts';
import { createUser } from './create-user.ts';
import { describeAll, describeOne, serviceConfig } from './describe-service.ts';
import { enterDirectory } from './enter-directory.ts';
import { listUsers, readUser } from './read-users.ts';
import { removeUser } from './remove-user.ts';
import { baseOf, versionOf } from './user.view.ts';

const BASE = '/scim/v2/:workspaceId';
const USERS = `${BASE}/Users`;
const shown = ['user.name', 'user.email'];

type Asked = Pick<RouteRequest<typeof byDirectory, Record<string, never>>, 'caller'>;

/** Constants, and yet for a directory alone: what is off answers nothing. */
async function described<T>({ caller }: Asked, make: (base: string) => T): Promise<T> {
  await enterDirectory(caller);
  return make(baseOf(caller.services.publicUrl, caller.workspaceId));
}

const config = defineRoute({
  method: 'GET',
  url: `${BASE}/ServiceProviderConfig`,
  summary: 'What the directory service can do (RFC 7643, 5).',
  access: byDirectory,
  input: { params: WorkspaceParams },
  reply: json(ScimDocument),
  rate: 'scim',
  discloses: [],
  handle: (request) => described(request, serviceConfig),
});

const listDescribed = (kind: 'ResourceTypes' | 'Schemas', summary: string) =>
  defineRoute({
    method: 'GET',
    url: `${BASE}/${kind}`,
    summary,
    access: byDirectory,
    input: { params: WorkspaceParams },
    reply: json(ScimDocument),
    rate: 'scim',
    discloses: [],
    handle: (request) => described(request, (base) => describeAll(kind, base)),
  });

const readDescribed = (kind: 'ResourceTypes' | 'Schemas', summary: string) =>
  defineRoute({
    method: 'GET',
    url: `${BASE}/${kind}/:name`,
    summary,
    access: byDirectory,
    input: { params: ScimTypeParams },
    reply: json(ScimDocument),
    rate: 'scim',
    discloses: [],
    handle: (request) => described(request, (base) => describeOne(kind, base, request.params.name)),
  });

const list = defineRoute({
  method: 'GET',
  url: USERS,
  summary: 'Lists the members of the workspace, filtered (RFC 7644, 3.4.2).',
  access: byDirectory,
  input: { params: WorkspaceParams, query: ScimQuery },
  reply: json(ScimUserList),
  rate: 'scim',
  discloses: shown,
  handle: ({ caller, query }) => listUsers(caller, query),
});

/** Says which version a reply holds, and where it lives. */
function answered(
  { etag, reply }: Pick<RouteRequest<typeof byDirectory, Record<string, never>>, 'etag' | 'reply'>,
  user: ScimUser,
  isNew = false,
): ScimUser {
  etag(versionOf(user));
  if (isNew) reply.header('location', user.meta?.location);
  return user;
}

const read = defineRoute({
  method: 'GET',
  url: `${USERS}/:userId`,
  summary: 'A member of the workspace.',
  access: byDirectory,
  input: { params: ScimUserParams },
  reply: json(ScimUser),
  rate: 'scim',
  discloses: shown,
  handle: async (request) => answered(request, await readUser(request.caller, request.params.userId)),
});

const create = defineRoute({
  method: 'POST',
  url: USERS,
  summary: 'Makes a member of a person whose address is in a verified domain of the workspace.',
  access: byDirectory,
  input: { params: WorkspaceParams, body: ScimUserWrite },
  reply: json(ScimUser, 201),
  rate: 'scim',
  discloses: shown,
  handle: async (request) => answered(request, await createUser(request.caller, request.body), true),
});

const replace = defineRoute({
  method: 'PUT',
  url: `${USERS}/:userId`,
  summary: 'Replaces what the directory says of a member.',
  access: byDirectory,
  input: { params: ScimUserParams, body: ScimUserWrite },
  reply: json(ScimUser),
  rate: 'scim',
  discloses: shown,
  reads: ['if-match'],
  handle: async (request) => {
    const { caller, params, body: write, ifMatch } = request;
    return answered(request, await replaceUser(caller, { ...params, ifMatch, write }));
  },
});

const patch = defineRoute({
  method: 'PATCH',
  url: `${USERS}/:userId`,
  summary: 'Changes what the directory says of a member; with active false their next request is refused.',
  access: byDirectory,
  input: { params: ScimUserParams, body: ScimPatch },
  reply: json(ScimUser),
  rate: 'scim',
  discloses: shown,
  reads: ['if-match'],
  handle: async (request) => {
    const { caller, params, body: write, ifMatch } = request;
    return answered(request, await patchUser(caller, { ...params, ifMatch, write }));
  },
});

const remove = removal({
  url: `${USERS}/:userId`,
  summary: 'Removes a member; their cases stay.',
  access: byDirectory,
  params: ScimUserParams,
  rate: 'scim',
  remove: (caller, { userId }) => removeUser(caller, { userId }),
});

export const scimUserRoutes = [
  config,
  listDescribed('ResourceTypes', 'The kinds of resources there are (RFC 7643, 6).'),
  readDescribed('ResourceTypes', 'A kind of resources.'),
  listDescribed('Schemas', 'The attributes that are kept (RFC 7643, 7).'),
  readDescribed('Schemas', 'The attributes of one kind of resources.'),
  list,
  read,
  create,
  replace,
  patch,
  remove,
];
