import type { MemberPage, MemberQuery } from '#contracts/members.ts';
import { encodeCursor, timePlace } from '#server/platform/cursor.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { countActiveOwners, membersLastSeen, pageMembers } from './member.store.ts';
import { memberView } from './member.view.ts';

/** The workspace's members. Who manages none sees only those who are active. */
export function listMembers(caller: WorkspaceCaller, query: MemberQuery): Promise<MemberPage> {
  return read(caller, 'member.read', async (tx, { actor, scope }) => {
    const states =
      actor.rank >= 5 ? (query.status ?? (['active', 'suspended'] as const)) : ['active' as const];
    const after = query.cursor === null ? null : timePlace(query.cursor);
    const [rows, lastSeen, activeOwners] = await Promise.all([
      pageMembers(tx, { states, limit: query.limit + 1, after }),
      membersLastSeen(tx),
      countActiveOwners(tx),
    ]);
    const items = rows
      .slice(0, query.limit)
      .map((row) => memberView(row, { actor, scope, lastSeen, activeOwners }));
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
    return {
      out: { items, next: last === undefined ? null : encodeCursor([last.created_at, last.user_id]) },
      disclosed: {
        action: 'member.list',
        targetKind: 'workspace',
        targetId: actor.workspaceId,
        fields: ['name', 'email'],
        detail: { count: items.length },
      },
    };
  });
}
