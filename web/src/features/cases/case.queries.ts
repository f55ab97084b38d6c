import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CasePage, CaseQuery, SavedViewList } from '#contracts/case-lists.ts';
import type { Case } from '#contracts/cases.ts';
import type { DraftList } from '#contracts/drafts.ts';
import type { Home } from '#contracts/home.ts';
import { call } from '../../api/client.ts';

/** Keys begin with the workspace; everything of one case lies under its id, so that one event refreshes it. */
export const caseKey = (workspaceId: string, caseId: string) => ['w', workspaceId, 'case', caseId];

export const casePath = (workspaceId: string, caseId: string) => `/workspaces/${workspaceId}/cases/${caseId}`;

export const caseQuery = (workspaceId: string, caseId: string) =>
  queryOptions({
    queryKey: [...caseKey(workspaceId, caseId), 'self'],
    queryFn: ({ signal }) => call<Case>('GET', casePath(workspaceId, caseId), { signal }),
  });

export type CaseListing = Pick<CaseQuery, 'filter' | 'sort'>;

export const caseListQuery = (workspaceId: string, listing: CaseListing) =>
  infiniteQueryOptions({
    queryKey: ['w', workspaceId, 'cases', listing],
    queryFn: ({ pageParam, signal }) =>
      call<CasePage>('POST', `/workspaces/${workspaceId}/cases/query`, {
        body: { ...listing, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

export const homeQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'home'],
    queryFn: ({ signal }) => call<Home>('GET', `/workspaces/${workspaceId}/home`, { signal }),
  });

export const viewsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'views'],
    queryFn: ({ signal }) => call<SavedViewList>('GET', `/workspaces/${workspaceId}/views`, { signal }),
  });

export const draftsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'drafts'],
    queryFn: ({ signal }) => call<DraftList>('GET', `/workspaces/${workspaceId}/drafts`, { signal }),
  });
