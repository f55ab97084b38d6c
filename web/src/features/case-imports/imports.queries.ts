import { queryOptions } from '@tanstack/react-query';
import type { CaseImport, CaseImports, ImportReading, OpenImport } from '#contracts/case-imports.ts';
import { call } from '../../api/client.ts';

export const importsPath = (workspaceId: string) => `/workspaces/${workspaceId}/case-imports`;
export const importPath = (workspaceId: string, id: string) => `${importsPath(workspaceId)}/${id}`;

const LOOK_AGAIN_MS = 1_500;

export const isUnderWay = ({ state }: Pick<CaseImport, 'state'>): boolean =>
  state === 'queued' || state === 'running' || state === 'undoing';

/** One’s own imports, asked again while one is under way. */
export const importsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'case-imports'],
    queryFn: ({ signal }) => call<CaseImports>('GET', importsPath(workspaceId), { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LOOK_AGAIN_MS : false),
  });

/** What the columns of a file hold, read in this way; without one, as it was planned or is proposed. */
export const openImportQuery = (workspaceId: string, id: string, reading: ImportReading) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'case-imports', id, reading],
    queryFn: ({ signal }) =>
      call<OpenImport>('POST', `${importPath(workspaceId, id)}/columns/query`, { body: reading, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
