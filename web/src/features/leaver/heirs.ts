import { queryOptions } from '@tanstack/react-query';
import type { Member, MemberPage } from '#contracts/members.ts';
import { call } from '../../api/client.ts';

const PAGE = 100;

/** Those who can take over what someone owned: active members who may write. */
export const heirsQuery = (workspaceId: string, leaverId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'members', 'heirs', leaverId],
    queryFn: ({ signal }) => allMembers(workspaceId, signal),
    select: (members) => members.filter(({ userId, role }) => userId !== leaverId && role !== 'viewer'),
  });

async function allMembers(workspaceId: string, signal: AbortSignal): Promise<Member[]> {
  const found: Member[] = [];
  let cursor: string | null = null;
  do {
    const body = { cursor, limit: PAGE, status: ['active'] };
    const page: MemberPage = await call('POST', `/workspaces/${workspaceId}/members/query`, { body, signal });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}
