import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { InvitationList, MemberPage, MemberStatus } from '#contracts/members.ts';
import { call } from '../../api/client.ts';

/** Everything under this key is read again when an event says that members changed. */
export const membersKey = (workspaceId: string) => ['w', workspaceId, 'members'];

export const membersQuery = (workspaceId: string, status: MemberStatus[]) =>
  infiniteQueryOptions({
    queryKey: [...membersKey(workspaceId), 'list', status],
    queryFn: ({ pageParam, signal }) =>
      call<MemberPage>('POST', `/workspaces/${workspaceId}/members/query`, {
        body: { cursor: pageParam, status },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

export const invitationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [...membersKey(workspaceId), 'invitations'],
    queryFn: ({ signal }) =>
      call<InvitationList>('GET', `/workspaces/${workspaceId}/invitations`, { signal }),
  });
