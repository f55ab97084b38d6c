import { WorkspaceParams } from '#contracts/common.ts';
import { SecurityPolicy, SecurityPolicyPatch } from '#contracts/factors.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { changeSecurityPolicy, readSecurityPolicy } from './security-policy.ts';

const url = '/api/v1/workspaces/:workspaceId/security-policy';

const get = defineRoute({
  method: 'GET',
  url,
  summary: 'Tells what the workspace demands of a sign-in, and which members do not meet it yet.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: json(SecurityPolicy),
  rate: 'read',
  discloses: ['member.name', 'member.factors'],
  handle: async ({ caller, etag }) => {
    const policy = await readSecurityPolicy(caller);
    etag(policy.version);
    return policy;
  },
});

const patch = defineRoute({
  method: 'PATCH',
  url,
  summary: 'Changes what the workspace demands of a sign-in.',
  access: inWorkspaceAnew('workspace.secure'),
  input: { params: WorkspaceParams, body: SecurityPolicyPatch },
  reply: json(SecurityPolicy),
  rate: 'sensitive',
  discloses: ['member.name', 'member.factors'],
  reads: ['if-match'],
  handle: ({ caller, body, ifMatch }) =>
    changeSecurityPolicy(caller, { ...body, ifMatch: requireVersion(ifMatch) }),
});

export const securityPolicyRoutes = [get, patch];
