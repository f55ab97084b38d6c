import type { ApiTokenList } from '#contracts/api-tokens.ts';
import { loadPeople } from '#server/features/members/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { listTokens } from './token.store.ts';
import { tokenView } from './token.view.ts';

/** The workspace's tokens with their last use; none of them with its secret. */
export function listApiTokens(caller: WorkspaceCaller): Promise<ApiTokenList> {
  return read(caller, 'token.manage', async (tx, { actor, scope }) => {
    const rows = await listTokens(tx);
    const people = await loadPeople(
      tx,
      scope,
      rows.map(({ maker_id }) => maker_id),
    );
    const now = caller.services.clock.now();
    return {
      out: { items: rows.map((row) => tokenView(row, { scope, people, now })) },
      disclosed: {
        action: 'token.list',
        targetKind: 'workspace',
        targetId: actor.workspaceId,
        fields: ['name', 'maker'],
        detail: { count: rows.length },
      },
    };
  });
}
