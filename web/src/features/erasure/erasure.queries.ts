import { queryOptions } from '@tanstack/react-query';
import type { WorkspaceDeletions, WorkspaceLoss } from '#contracts/erasure.ts';
import type { SignedRecord } from '#contracts/records.ts';
import { call } from '../../api/client.ts';

/** Workspaces that the person has given up and can take back. */
export const deletionsQuery = queryOptions({
  queryKey: ['deletions'],
  queryFn: ({ signal }) => call<WorkspaceDeletions>('GET', '/account/deletions', { signal }),
});

export const lossQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'loss'],
    queryFn: ({ signal }) => call<WorkspaceLoss>('GET', `/workspaces/${workspaceId}/deletion`, { signal }),
  });

const SIGNED_SOON_MS = 2_000;

/** Asked again until it is signed, which takes seconds. */
export const certificateQuery = (id: string) =>
  queryOptions({
    queryKey: ['erasures', id],
    queryFn: ({ signal }) => call<SignedRecord>('GET', `/erasures/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.note === null ? SIGNED_SOON_MS : false),
  });
