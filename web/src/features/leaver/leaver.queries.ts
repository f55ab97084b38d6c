import { queryOptions } from '@tanstack/react-query';
import type { DepartureList, DeparturePreview } from '#contracts/leaver.ts';
import { call } from '../../api/client.ts';

// Under the key of the members: what changes them changes these.
const key = (workspaceId: string) => ['w', workspaceId, 'members', 'departures'];

export const departurePath = (workspaceId: string, userId: string) =>
  `/workspaces/${workspaceId}/members/${userId}/departure`;

/** Where the receipt is: for programs, and below it for people. */
export const receiptPath = (workspaceId: string, departureId: string) =>
  `/workspaces/${workspaceId}/departures/${departureId}`;

export const previewQuery = (workspaceId: string, userId: string) =>
  queryOptions({
    queryKey: [...key(workspaceId), 'preview', userId],
    queryFn: ({ signal }) => call<DeparturePreview>('GET', departurePath(workspaceId, userId), { signal }),
    staleTime: 0,
  });

export const departuresQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [...key(workspaceId), 'list'],
    queryFn: ({ signal }) => call<DepartureList>('GET', `/workspaces/${workspaceId}/departures`, { signal }),
  });
