import { queryOptions } from '@tanstack/react-query';
import { allActiveMembers } from '../members/active-members.ts';

/** Those who can take over what someone owned: active members who may write. */
export const heirsQuery = (workspaceId: string, leaverId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'members', 'heirs', leaverId],
    queryFn: ({ signal }) => allActiveMembers(workspaceId, signal),
    select: (members) => members.filter(({ userId, role }) => userId !== leaverId && role !== 'viewer'),
  });
