import { WorkspaceParams } from '#contracts/common.ts';
import {
  MappedGroup,
  ScimDirectoryWrite,
  ScimGroupRole,
  ScimGroupRoleParams,
  ScimSettings,
  ScimTokenCreate,
  ScimTokenCreated,
  ScimTokenParams,
} from '#contracts/scim.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { readDirectory, setDirectory } from './directory.ts';
import { endDirectoryToken, makeDirectoryToken } from './directory-tokens.ts';
import { mapGroup } from './map-group.ts';

const BASE = '/api/v1/workspaces/:workspaceId/scim';
const discloses = ['scim.group-names'];

const read = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'The directory of the workspace: its address, tokens, and what its groups give.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: json(ScimSettings),
  rate: 'read',
  discloses,
  handle: ({ caller }) => readDirectory(caller),
});

const set = defineRoute({
  method: 'PUT',
  url: BASE,
  summary: 'Turns the directory on or off, and names the role of people whom no group gives more.',
  access: inWorkspaceAnew('workspace.secure'),
  input: { params: WorkspaceParams, body: ScimDirectoryWrite },
  reply: json(ScimSettings),
  rate: 'sensitive',
  discloses,
  handle: ({ caller, body }) => setDirectory(caller, body),
});

const make = defineRoute({
  method: 'POST',
  url: `${BASE}/tokens`,
  summary: 'Makes the next token of the directory; its text is in this reply and in no other.',
  access: inWorkspaceAnew('token.manage'),
  input: { params: WorkspaceParams, body: ScimTokenCreate },
  reply: json(ScimTokenCreated, 201),
  rate: 'sensitive',
  discloses: ['token.secret'],
  unkept: true,
  handle: ({ caller, body }) => makeDirectoryToken(caller, body),
});

const revoke = removal({
  url: `${BASE}/tokens/:tokenId`,
  summary: 'Revokes a token of the directory: its next request is refused.',
  access: inWorkspaceAnew('token.manage'),
  params: ScimTokenParams,
  rate: 'sensitive',
  remove: (caller, { tokenId }) => endDirectoryToken(caller, { tokenId }),
});

const map = defineRoute({
  method: 'PUT',
  url: `${BASE}/groups/:groupId/role`,
  summary: 'Says which role a group of the directory gives; never Owner.',
  access: inWorkspaceAnew('member.manage'),
  input: { params: ScimGroupRoleParams, body: ScimGroupRole },
  reply: json(MappedGroup),
  rate: 'sensitive',
  discloses,
  handle: ({ caller, params: { groupId }, body }) => mapGroup(caller, { groupId, ...body }),
});

export const scimSettingsRoutes = [read, set, make, revoke, map];
