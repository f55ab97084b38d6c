import type { ReviewRound } from '#contracts/reviews.ts';
import type { ReviewRule } from '#contracts/workspaces.ts';
import { type MadeCase, seen } from './cases.ts';
import { assertStatus, type Client } from './client.ts';
import type { Place } from './world.ts';

/** Puts a case before reviewers as that client, and fails unless it is accepted. */
export async function openRound(
  client: Client,
  made: MadeCase,
  reviewerIds: readonly string[],
): Promise<ReviewRound> {
  const body = { reviewerIds, coverNote: 'Please look at the cause.' };
  const reply = await client.post(`${made.path}/review-rounds`, body, await seen(client, made));
  assertStatus(reply, 201);
  return reply.body;
}

export const decisionsOf = (made: MadeCase, round: Pick<ReviewRound, 'id'>) =>
  `${made.path}/review-rounds/${round.id}/decisions`;

/** Changes the review rule of a workspace. */
export async function setReviewRule(place: Place, reviewRule: ReviewRule): Promise<void> {
  const owner = place.as('owner');
  const { version } = (await owner.get(place.path)).body;
  assertStatus(await owner.patch(place.path, { reviewRule }, { 'if-match': `"v${version}"` }), 200);
}
