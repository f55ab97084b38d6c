import type { DeparturePreview } from '#contracts/leaver.ts';
import { tokensMadeBy } from '#server/features/api-tokens/index.ts';
import { loadTarget, membersStanding } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { countHoldings } from './departure.store.ts';

/** What a departure would move and end. */
export function previewDeparture(caller: WorkspaceCaller, userId: string): Promise<DeparturePreview> {
  return read(caller, 'member.manage', async (tx, { scope }) => {
    if ((await loadTarget(tx, { userId })) === undefined) throw new AppError('not_found');
    const holdings = await countHoldings(tx, userId);
    const standing = (await membersStanding(tx)).get(userId);
    const tokens = await tokensMadeBy(tx, scope, userId);
    return {
      out: {
        ...holdings,
        sessions: standing?.sessions ?? 0,
        passkeys: standing?.passkeys ?? 0,
        password: standing?.password ?? false,
        tokens,
      },
      disclosed: {
        action: 'departure.preview',
        targetKind: 'member',
        targetId: userId,
        fields: ['factors', 'token.name'],
      },
    };
  });
}
