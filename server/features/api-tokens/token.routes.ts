import {
  ApiToken,
  ApiTokenCreate,
  ApiTokenCreated,
  ApiTokenList,
  ApiTokenParams,
  ApiTokenPatch,
  TokenLeakReceived,
  TokenLeakReport,
} from '#contracts/api-tokens.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { anyone, defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { changeApiToken, revokeApiToken } from './change-token.ts';
import { listApiTokens } from './list-tokens.ts';
import { makeApiToken } from './make-token.ts';
import { reportLeak } from './report-leak.ts';

const BASE = '/api/v1/workspaces/:workspaceId/api-tokens';
const manage = inWorkspaceAnew('token.manage');
const discloses = ['token.name', 'member.name'];

const list = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Lists the API tokens of the workspace, with their last use.',
  access: inWorkspace('token.manage'),
  input: { params: WorkspaceParams },
  reply: json(ApiTokenList),
  rate: 'read',
  discloses,
  handle: ({ caller }) => listApiTokens(caller),
});

const make = defineRoute({
  method: 'POST',
  url: BASE,
  summary: 'Makes an API token; its text is in this reply and in no other.',
  access: manage,
  input: { params: WorkspaceParams, body: ApiTokenCreate },
  reply: json(ApiTokenCreated, 201),
  rate: 'sensitive',
  discloses: ['token.secret', ...discloses],
  unkept: true,
  handle: ({ caller, body }) => makeApiToken(caller, body),
});

const change = defineRoute({
  method: 'PATCH',
  url: `${BASE}/:tokenId`,
  summary: 'Changes the name of a token, its networks, and whether it outlives the membership of its maker.',
  access: manage,
  input: { params: ApiTokenParams, body: ApiTokenPatch },
  reply: json(ApiToken),
  rate: 'sensitive',
  discloses,
  reads: ['if-match'],
  handle: ({ caller, params: { tokenId }, body, ifMatch }) =>
    changeApiToken(caller, { tokenId, ...body, ifMatch: requireVersion(ifMatch) }),
});

const revoke = removal({
  url: `${BASE}/:tokenId`,
  summary: 'Revokes a token: its next request is refused.',
  access: manage,
  params: ApiTokenParams,
  rate: 'sensitive',
  remove: revokeApiToken,
});

const leak = defineRoute({
  method: 'POST',
  url: '/api/v1/token-leaks',
  summary: 'Revokes tokens that were found where they should not be; says the same whatever was sent.',
  access: anyone,
  input: { body: TokenLeakReport },
  reply: json(TokenLeakReceived, 202),
  rate: 'token_leak',
  discloses: [],
  byPrograms: true,
  handle: ({ caller, body }) => reportLeak(caller, body),
});

export const apiTokenRoutes = [list, make, change, revoke, leak];
