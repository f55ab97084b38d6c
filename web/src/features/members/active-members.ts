import type { Member, MemberPage } from '#contracts/members.ts';
import { call } from '../../api/client.ts';

const PAGE = 100;

/** Everyone who is active, for choosing one: of a large workspace too. */
export async function allActiveMembers(workspaceId: string, signal: AbortSignal): Promise<Member[]> {
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
