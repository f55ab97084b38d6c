import { Backups } from '#contracts/backups.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { defineRoute, inWorkspace, json } from '#server/http/route.ts';
import { readBackups } from './read-backups.ts';

const show = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/backups',
  summary: 'Tells of the last backups of the deployment and of the restores that were rehearsed.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: json(Backups),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => readBackups(caller),
});

export const backupRoutes = [show];
