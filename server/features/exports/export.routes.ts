import { WorkspaceParams } from '#contracts/common.ts';
import { ExportParams, WorkspaceExport, WorkspaceExports } from '#contracts/exports.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json, stream } from '#server/http/route.ts';
import { openArchive } from './open-archive.ts';
import { listWorkspaceExports, readExport } from './read-exports.ts';
import { removeExport, requestExport } from './request-export.ts';

const BASE = '/api/v1/workspaces/:workspaceId/exports';

const list = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Lists the exports of the workspace and how far they are, the newest first.',
  access: inWorkspace('workspace.export'),
  input: { params: WorkspaceParams },
  reply: json(WorkspaceExports),
  rate: 'read',
  discloses: ['member.name'],
  handle: ({ caller }) => listWorkspaceExports(caller),
});

const request = defineRoute({
  method: 'POST',
  url: BASE,
  summary: 'Asks for a copy of the whole workspace; a job makes it.',
  access: inWorkspaceAnew('workspace.export'),
  input: { params: WorkspaceParams },
  reply: json(WorkspaceExport, 202),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller }) => requestExport(caller),
});

const one = defineRoute({
  method: 'GET',
  url: `${BASE}/:exportId`,
  summary: 'An export of one’s own; asks for a factor, as fetching the archive does.',
  access: inWorkspaceAnew('workspace.export'),
  input: { params: ExportParams },
  reply: json(WorkspaceExport),
  rate: 'read',
  discloses: [],
  handle: ({ caller, params }) => readExport(caller, params.exportId),
});

const fetchArchive = defineRoute({
  method: 'GET',
  url: `${BASE}/:exportId/archive`,
  summary: 'The archive of an export, for whoever asked for it, for a day.',
  access: inWorkspaceAnew('workspace.export'),
  input: { params: ExportParams },
  reply: stream('application/zip'),
  rate: 'sensitive',
  discloses: ['workspace'],
  handle: async ({ caller, params, reply }) => {
    const { name, size, content } = await openArchive(caller, params.exportId);
    return reply
      .header('content-type', 'application/zip')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(content);
  },
});

const remove = removal({
  url: `${BASE}/:exportId`,
  summary: 'Ends an export: nothing of it can be fetched any more.',
  access: inWorkspaceAnew('workspace.export'),
  params: ExportParams,
  remove: (caller, { exportId }) => removeExport(caller, exportId),
});

export const exportRoutes = [list, request, one, fetchArchive, remove];
