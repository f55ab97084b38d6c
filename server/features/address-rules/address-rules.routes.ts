import {
  AddressRules,
  AddressRulesPreview,
  AddressRulesQuery,
  AddressRulesWrite,
} from '#contracts/address-rules.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { previewAddressRules, readAddressRules, writeAddressRules } from './address-rules.ts';

const BASE = '/api/v1/workspaces/:workspaceId/address-rules';

const show = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Tells from which networks the workspace may be entered.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: json(AddressRules),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => readAddressRules(caller),
});

const preview = defineRoute({
  method: 'POST',
  url: `${BASE}/query`,
  summary: 'Tells which members and tokens these networks would cut off.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams, body: AddressRulesQuery },
  reply: json(AddressRulesPreview),
  rate: 'read',
  discloses: ['member.name', 'member.address', 'token.name', 'token.address'],
  handle: ({ caller, body }) => previewAddressRules(caller, body),
});

const write = defineRoute({
  method: 'PUT',
  url: BASE,
  summary: 'Says from which networks the workspace may be entered.',
  access: inWorkspaceAnew('workspace.secure'),
  input: { params: WorkspaceParams, body: AddressRulesWrite },
  reply: json(AddressRules),
  rate: 'sensitive',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, body, ifMatch }) =>
    writeAddressRules(caller, { ...body, ifMatch: requireVersion(ifMatch) }),
});

export const addressRuleRoutes = [show, preview, write];
