import { AuditExport, AuditPage, AuditQuery, CaseAuditQuery } from '#contracts/audit.ts';
import { CaseParams, WorkspaceParams } from '#contracts/common.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json, stream } from '#server/http/route.ts';
import { sendLines } from '#server/http/stream-reply.ts';
import { exportAudit } from './export-audit.ts';
import { queryAudit, queryCaseAudit } from './query-audit.ts';

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

const caseQuery = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/audit/query',
  summary: 'Who looked at a case and who changed it, the newest first.',
  access: inWorkspace('audit.read'),
  input: { params: CaseParams, body: CaseAuditQuery },
  reply: json(AuditPage),
  rate: 'read',
  discloses: ['actor', 'action', 'ip'],
  handle: ({ caller, params: { caseId }, body }) => queryCaseAudit(caller, { caseId, ...body }),
});

const exports = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/audit/exports',
  summary: 'The audit log as a file that can be verified offline.',
  access: inWorkspaceAnew('audit.read'),
  input: { params: WorkspaceParams, body: AuditExport },
  reply: stream('application/x-ndjson', 'application/jsonl', 'text/csv'),
  rate: 'sensitive',
  discloses: ['actor', 'action', 'ip'],
  handle: ({ caller, body, reply }) =>
    exportAudit(caller, body, (lines, signal) => sendLines(reply, fileHeaders(body), lines, signal)),
});

const MEDIA_TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv', jsonl: 'application/jsonl' } as const;

function fileHeaders({ format }: AuditExport): Record<string, string> {
  return {
    'content-type': `${MEDIA_TYPES[format]}; charset=utf-8`,
    'content-disposition': `attachment; filename="audit-log.${format}"`,
  };
}

export const auditRoutes = [query, caseQuery, exports];
