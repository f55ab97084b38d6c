import { WorkspaceParams } from '#contracts/common.ts';
import { Home } from '#contracts/home.ts';
import { defineRoute, inWorkspace, json } from '#server/http/route.ts';
import { getHome } from './get-home.ts';

const home = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/home',
  summary: 'Shows what waits for the reader.',
  access: inWorkspace('case.read'),
  input: { params: WorkspaceParams },
  reply: json(Home),
  rate: 'read',
  discloses: ['title', 'text'],
  handle: ({ caller }) => getHome(caller),
});

export const homeRoutes = [home];
