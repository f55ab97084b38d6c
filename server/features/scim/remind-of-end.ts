import { systemCommand } from '#server/security/command.ts';
import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { directoryTokensToRemind, lockDirectoryToken, noteReminded } from './directory-token.store.ts';
import { CALLED, whoAdministers } from './token-letters.ts';

const DAY_MS = 24 * 3600 * 1000;

/** The days before its end on which those who administer are told, the last one first: as of an API token. */
const TERMS = [1, 7, 30] as const;

/** One round: each token is reminded of at most once for a term, whoever else is at it. */
export async function remindOfDirectoryTokens(services: Services): Promise<void> {
  await eachInTurn(await directoryTokensToRemind(services.db), ({ workspace_id, id }) =>
    remind(services, workspace_id, { tokenId: id }),
  );
}

const remind = systemCommand({
  action: 'token.manage',
  load: (tx, { tokenId }: { readonly tokenId: string }) => lockDirectoryToken(tx, tokenId),
  about: () => null,
  async run({ tx, permit, scope, services, target, actor, audit }) {
    const left = Date.parse(target.expires_at) - Date.now();
    const days = TERMS.find((term) => left <= term * DAY_MS) ?? 30;
    const already = target.reminded_days !== null && target.reminded_days <= days;
    audit({
      action: already ? 'scim.token-reminder-kept' : 'scim.token-reminder-sent',
      targetKind: 'scim-token',
      targetId: target.id,
      detail: { days },
    });
    if (already || target.revoked_at !== null) return;
    await noteReminded(tx, permit, target.id, days);
    const { workspaceId } = actor;
    for (const to of await whoAdministers(tx, scope)) {
      const letter = { template: 'token-ending', to, name: CALLED, days, workspaceId } as const;
      await services.mail.queue(letter, { once: `${target.id} ${days} ${to}` });
    }
  },
});
