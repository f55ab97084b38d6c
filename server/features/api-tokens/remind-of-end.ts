import { remindOfDirectoryTokens } from '#server/features/scim/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { lettersAbout } from './letters.ts';
import { tokensToRemind } from './reminder.store.ts';
import { lockToken, updateToken } from './token.store.ts';

const QUEUE = 'token-reminders';
const EVERY_HOUR = '23 * * * *';
const DAY_MS = 24 * 3600 * 1000;

/** The days before its end on which a token's people are told (claim FTS-38), the last one first. */
const TERMS = [1, 7, 30] as const;

/** Every hour, on one node at a time. */
export async function workOnApiTokens(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 2, expireInSeconds: 300 }, async () => {
    await remindOfTokens(services);
    await remindOfDirectoryTokens(services);
  });
  await services.jobs.schedule(QUEUE, EVERY_HOUR);
}

/** One round: each token is reminded of at most once for a term, whoever else is at it. */
export async function remindOfTokens(services: Services): Promise<void> {
  await eachInTurn(await tokensToRemind(services.db), ({ workspace_id, id }) =>
    remind(services, workspace_id, { tokenId: id }),
  );
}

const remind = systemCommand({
  action: 'token.manage',
  load: (tx, { tokenId }: { readonly tokenId: string }) => lockToken(tx, tokenId),
  about: () => null,
  async run({ tx, permit, scope, services, target, actor, audit }) {
    const left = Date.parse(target.expires_at) - Date.now();
    const days = TERMS.find((term) => left <= term * DAY_MS) ?? 30;
    const already = target.reminded_days !== null && target.reminded_days <= days;
    audit({
      action: already ? 'token.reminder-kept' : 'token.reminder-sent',
      targetKind: 'token',
      targetId: target.id,
      detail: { days },
    });
    if (already || target.revoked_at !== null) return;
    await updateToken(tx, permit, target.id, { reminded_days: days });
    const { name, to } = await lettersAbout(tx, scope, target);
    for (const address of to) {
      const letter = {
        template: 'token-ending',
        to: address,
        name,
        days,
        workspaceId: actor.workspaceId,
      } as const;
      await services.mail.queue(letter, { once: `${target.id} ${days} ${address}` });
    }
  },
});
