import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Member, MemberPage } from '#contracts/members.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';

const peopleQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'members', 'active'],
    queryFn: ({ signal }) =>
      call<MemberPage>('POST', `/workspaces/${workspaceId}/members/query`, {
        body: { status: ['active'], limit: 100 },
        signal,
      }),
    staleTime: 60_000,
  });

/** The active members, for choosing one; none for a reader who may not see them. */
export function usePeople(): readonly Member[] {
  return useQuery(peopleQuery(usePlace().workspace.id)).data?.items ?? [];
}
