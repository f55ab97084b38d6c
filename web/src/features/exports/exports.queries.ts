import { queryOptions } from '@tanstack/react-query';
import type { WorkspaceExport, WorkspaceExports } from '#contracts/exports.ts';
import { call } from '../../api/client.ts';

export const exportsPath = (workspaceId: string) => `/workspaces/${workspaceId}/exports`;

const LOOK_AGAIN_MS = 1_500;

export const isUnderWay = ({ state }: Pick<WorkspaceExport, 'state'>): boolean =>
  state === 'queued' || state === 'running';

/** Asked again while one is under way. */
export const exportsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'exports'],
    queryFn: ({ signal }) => call<WorkspaceExports>('GET', exportsPath(workspaceId), { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LOOK_AGAIN_MS : false),
  });
