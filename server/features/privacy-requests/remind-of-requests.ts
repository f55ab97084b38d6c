import { listActiveMembers } from '#server/features/members/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { markReminded, workspacesWaiting } from './request.store.ts';

const QUEUE = 'privacy-requests';
const EVERY_HOUR = '37 * * * *';

/** Reminds of requests that are due within a week, every day, until they are answered. */
export async function workOnPrivacyRequests(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 2, expireInSeconds: 600 }, () => remindOfRequests(services));
  await services.jobs.schedule(QUEUE, EVERY_HOUR);
}

export async function remindOfRequests(services: Services): Promise<void> {
  const waiting = await workspacesWaiting(services.db, services.clock.now());
  await eachInTurn(waiting, (workspaceId) => remindIn(services, workspaceId, undefined));
}

const remindIn = systemCommand({
  action: 'workspace.secure',
  load: async (_tx, _input: undefined) => ({}),
  about: () => null,
  async run({ tx, actor, scope, services, audit }) {
    const { workspaceId } = actor;
    const due = await markReminded(tx, services.clock.now());
    const overdue = due.filter((request) => request.overdue).length;
    const members = await listActiveMembers(tx, scope);
    for (const { email } of members.filter(({ role }) => role === 'owner' || role === 'admin'))
      await services.mail.queue({
        template: 'privacy-requests-due',
        to: email,
        workspaceId,
        due: due.length,
        overdue,
      });
    const detail = { due: due.length, overdue };
    audit({ action: 'privacy-request.reminded', targetKind: 'workspace', targetId: workspaceId, detail });
  },
});
