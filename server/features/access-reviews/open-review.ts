import type { AccessReview, AccessReviews, ReviewScheduleWrite } from '#contracts/access-reviews.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command, type Step, systemCommand } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { reviewsView } from './read-reviews.ts';
import { dueWorkspaces, findReview, openReviewRow, saveScheduleRow } from './review.store.ts';
import { reviewView } from './review.view.ts';

const about = () => null;
const action = 'member.manage';

/** Opens a review by hand. @throws AppError conflict where one is open. */
export const openAccessReview = command({
  action,
  load: async (_tx, _input: undefined) => ({}),
  about,
  async run(step): Promise<AccessReview> {
    const id = await open(step, step.actor.userId);
    const row = id === undefined ? undefined : await findReview(step.tx, id);
    if (row === undefined) throw new AppError('conflict', { message: 'A review is open already.' });
    return reviewView(step.tx, step, row);
  },
});

/** How often one is opened by itself from now on. */
export const scheduleAccessReviews = command({
  action,
  load: async (_tx, _input: ReviewScheduleWrite) => ({}),
  about,
  async run({ tx, permit, actor, scope, audit }, { everyMonths }): Promise<AccessReviews> {
    await saveScheduleRow(tx, permit, actor.workspaceId, everyMonths);
    audit({
      action: 'access-review.scheduled',
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['everyMonths'],
      detail: { everyMonths },
    });
    return reviewsView(tx, { scope });
  },
});

const openByItself = systemCommand({
  action,
  load: async (_tx, _input: undefined) => ({}),
  about,
  async run(step) {
    const id = await open(step, null);
    if (id === undefined) {
      step.audit({
        action: 'access-review.skipped',
        targetKind: 'workspace',
        targetId: step.actor.workspaceId,
      });
      return;
    }
    const administrators = (await listActiveMembers(step.tx, step.scope)).filter(
      ({ role }) => role === 'owner' || role === 'admin',
    );
    const { workspaceId } = step.actor;
    for (const { email } of administrators)
      await step.services.mail.queue({ template: 'access-review', to: email, workspaceId, reviewId: id });
  },
});

/** Opens every review that is due, and tells who administers. */
export async function openDueReviews(services: Services): Promise<void> {
  await eachInTurn(await dueWorkspaces(services.db), (workspaceId) =>
    openByItself(services, workspaceId, undefined),
  );
}

async function open(
  { tx, permit, actor, audit, emit }: Step<'member.manage', object>,
  openedBy: string | null,
): Promise<string | undefined> {
  const id = newId();
  if (!(await openReviewRow(tx, permit, { workspaceId: actor.workspaceId, id, openedBy }))) return undefined;
  audit({ action: 'access-review.opened', targetKind: 'access-review', targetId: id });
  emit({ topic: 'members.changed', targetId: id });
  return id;
}
