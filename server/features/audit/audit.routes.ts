import { AuditExport, AuditPage, AuditQuery } from '#contracts/audit.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json, stream } from '#server/http/route.ts';
import { sendLines } from '#server/http/stream-reply.ts';
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
  access: inWorkspaceAnew('audit.read'),
  input: { params: WorkspaceParams, body: AuditExport },
  reply: stream('application/jsonl', 'text/csv'),
  rate: 'sensitive',
  discloses: ['actor', 'action', 'ip'],
  handle: ({ caller, body, reply }) =>
    exportAudit(caller, body, (lines) => sendLines(reply, fileHeaders(body), lines)),
});

function fileHeaders({ format }: AuditExport): Record<string, string> {
  return {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
    'content-disposition': `attachment; filename="audit-log.${format}"`,
  };
}

export const auditRoutes = [query, exports];
