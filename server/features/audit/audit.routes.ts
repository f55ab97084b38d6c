import { AuditExport, AuditPage, AuditQuery } from '#contracts/audit.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { defineRoute, inWorkspace, json, stream } from '#server/http/route.ts';
import { exportAudit } from './export-audit.ts';
import { queryAudit } from './query-audit.ts';

const query = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/audit/query',
  summary: 'Who did what, when and from where, the newest first.',
  access: inWorkspace('audit.read'),
  input: { params: WorkspaceParams, body: AuditQuery },
  reply: json(AuditPage),
  rate: 'read',
  discloses: ['actor', 'action', 'ip'],
  handle: ({ caller, body }) => queryAudit(caller, body),
});

const exports = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/audit/exports',
  summary: 'The audit log as a file; jsonl can be verified offline.',
  access: inWorkspace('audit.read'),
  input: { params: WorkspaceParams, body: AuditExport },
  reply: stream('application/jsonl', 'text/csv'),
  rate: 'sensitive',
  discloses: ['actor', 'action', 'ip'],
  handle: ({ caller, body, reply }) => exportAudit(caller, body, reply),
});

export const auditRoutes = [query, exports];
