import { WorkspaceParams } from '#contracts/common.ts';
import {
  BreakGlassWrite,
  SsoConnection,
  SsoConnectionCreate,
  SsoConnectionPatch,
  SsoDomain,
  SsoDomainCreate,
  SsoDomainParams,
  SsoEnforce,
  SsoLeave,
  SsoParams,
  SsoSettings,
} from '#contracts/sso.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import {
  activateConnection,
  changeConnection,
  connectProvider,
  deactivateConnection,
  disconnectProvider,
  tryConnection,
} from './change-connection.ts';
import { checkDomain, claimDomain, releaseDomain } from './domains.ts';
import { enforceSso, liftSso, setBreakGlass } from './enforce.ts';
import { readSsoSettings } from './read-settings.ts';

const BASE = '/api/v1/workspaces/:workspaceId/sso';
const ONE = `${BASE}/connections/:connectionId`;
const anew = inWorkspaceAnew('workspace.secure');
const shown = ['user.name', 'user.email', 'sso.attributes'];

const readRoute = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Single sign-on of the workspace, with the members it would shut out.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: json(SsoSettings),
  rate: 'read',
  discloses: shown,
  handle: ({ caller }) => readSsoSettings(caller),
});

const connectRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/connections`,
  summary: 'Connects an identity provider by its metadata.',
  access: anew,
  input: { params: WorkspaceParams, body: SsoConnectionCreate },
  reply: json(SsoConnection, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => connectProvider(caller, body),
});

const changeRoute = defineRoute({
  method: 'PATCH',
  url: ONE,
  summary: 'Changes name, metadata, mapping or joining of a connection.',
  access: anew,
  input: { params: SsoParams, body: SsoConnectionPatch },
  reply: json(SsoConnection),
  rate: 'sensitive',
  discloses: shown,
  reads: ['if-match'],
  handle: ({ caller, params: { connectionId }, body, ifMatch }) =>
    changeConnection(caller, { ...body, connectionId, ifMatch: requireVersion(ifMatch) }),
});

const disconnectRoute = removal({
  url: ONE,
  summary: 'Takes a connection away.',
  access: anew,
  params: SsoParams,
  rate: 'sensitive',
  remove: (caller, { connectionId }) => disconnectProvider(caller, { connectionId }),
});

const tryRoute = defineRoute({
  method: 'POST',
  url: `${ONE}/tests`,
  summary: 'Begins a round trip to the provider that signs nobody in and shows what arrives.',
  access: anew,
  input: { params: SsoParams },
  reply: json(SsoLeave, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, params: { connectionId } }) => tryConnection(caller, { connectionId }),
});

const activateRoute = defineRoute({
  method: 'PUT',
  url: `${ONE}/activation`,
  summary: 'Offers sign-in through this connection.',
  access: anew,
  input: { params: SsoParams },
  reply: json(SsoConnection),
  rate: 'sensitive',
  discloses: shown,
  handle: ({ caller, params: { connectionId } }) => activateConnection(caller, { connectionId }),
});

const deactivateRoute = removal({
  url: `${ONE}/activation`,
  summary: 'Offers it no longer.',
  access: anew,
  params: SsoParams,
  rate: 'sensitive',
  remove: (caller, { connectionId }) => deactivateConnection(caller, { connectionId }),
});

const claimRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/domains`,
  summary: 'Adds a domain of e-mail addresses, to be shown as one’s own by a DNS record.',
  access: anew,
  input: { params: WorkspaceParams, body: SsoDomainCreate },
  reply: json(SsoDomain, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => claimDomain(caller, body),
});

const checkRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/domains/:domainId/checks`,
  summary: 'Looks for the DNS record of a domain now.',
  access: anew,
  input: { params: SsoDomainParams },
  reply: json(SsoDomain, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, params: { domainId } }) => checkDomain(caller, domainId),
});

const releaseRoute = removal({
  url: `${BASE}/domains/:domainId`,
  summary: 'Takes a domain away.',
  access: anew,
  params: SsoDomainParams,
  rate: 'sensitive',
  remove: (caller, { domainId }) => releaseDomain(caller, { domainId }),
});

const enforceRoute = defineRoute({
  method: 'PUT',
  url: `${BASE}/enforcement`,
  summary: 'From now on only the provider’s word opens this workspace.',
  access: anew,
  input: { params: WorkspaceParams, body: SsoEnforce },
  reply: json(SsoSettings),
  rate: 'sensitive',
  discloses: shown,
  handle: ({ caller, body }) => enforceSso(caller, body),
});

const liftRoute = removal({
  url: `${BASE}/enforcement`,
  summary: 'Other ways of signing in open this workspace again.',
  access: anew,
  params: WorkspaceParams,
  rate: 'sensitive',
  remove: (caller) => liftSso(caller, {}),
});

const breakGlassRoute = defineRoute({
  method: 'PUT',
  url: `${BASE}/break-glass`,
  summary: 'Says which owners get past an enforced provider in an emergency.',
  access: anew,
  input: { params: WorkspaceParams, body: BreakGlassWrite },
  reply: json(SsoSettings),
  rate: 'sensitive',
  discloses: shown,
  handle: ({ caller, body }) => setBreakGlass(caller, body),
});

export const ssoSettingsRoutes = [
  readRoute,
  connectRoute,
  changeRoute,
  disconnectRoute,
  tryRoute,
  activateRoute,
  deactivateRoute,
  claimRoute,
  checkRoute,
  releaseRoute,
  enforceRoute,
  liftRoute,
  breakGlassRoute,
];
