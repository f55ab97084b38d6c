import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { Action } from '#contracts/access.ts';
import type { Session, SessionWorkspace } from '#contracts/identity.ts';
import type { Workspace } from '#contracts/workspaces.ts';
import { call } from '../api/client.ts';

/** Who is here, and in which workspace. */
export type Place = { session: Session; workspace: SessionWorkspace };

export const PlaceContext = createContext<Place | null>(null);

/** @throws outside a workspace's pages */
export function usePlace(): Place {
  const place = use(PlaceContext);
  if (place === null) throw new Error('this screen belongs inside a workspace');
  return place;
}

/** Mirrors a permission to show or hide; the server decides. */
export function useMay(action: Action): boolean {
  return usePlace().workspace.actions.includes(action);
}

export const workspaceQuery = (id: string) =>
  queryOptions({
    queryKey: ['w', id, 'workspace'],
    queryFn: ({ signal }) => call<Workspace>('GET', `/workspaces/${id}`, { signal }),
    staleTime: 60_000,
  });

/** Case types, tags, categories, templates, rules: what a screen draws the workspace with. */
export function useWorkspace(): Workspace {
  return useSuspenseQuery(workspaceQuery(usePlace().workspace.id)).data;
}
