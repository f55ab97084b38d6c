import { withClient } from '#tests/support/admin.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/access-reviews';

type In = Pick<Kitchen, 'stage' | 'place'>;

/** Past every wall: a workspace has one open review at most, and the stage more members than a recipe would judge. */
function tidy({ stage }: In, sql: string, values: readonly unknown[]): Promise<void> {
  return withClient(stage.world.test.database.adminUrl, async (admin) => {
    await admin.query(sql, [...values]);
  });
}

/** The review that is open; another is opened where none is. */
async function openReview({ place }: In): Promise<string> {
  const owner = place.as('owner');
  const path = `${place.path}/access-reviews`;
  const { items } = (await owner.get(path)).body;
  const open = items.find(({ closedAt }: Json) => closedAt === null);
  if (open) return open.id;
  const made = await owner.post(path);
  assertStatus(made, 201);
  return made.body.id;
}

const noneOpen = (kitchen: In) =>
  tidy(kitchen, 'delete from app.access_reviews where workspace_id = $1 and closed_at is null', [
    kitchen.place.workspaceId,
  ]);

/** One of the viewer alone, of whom all is said. */
async function judgedReview(kitchen: In): Promise<string> {
  const { place } = kitchen;
  const { userId } = place.people.viewer;
  await noneOpen(kitchen);
  const id = await openReview(kitchen);
  await tidy(kitchen, 'delete from app.access_review_members where review_id = $1 and user_id <> $2', [
    id,
    userId,
  ]);
  const path = `${place.path}/access-reviews/${id}/members/${userId}/decision`;
  assertStatus(await place.as('owner').put(path, { decision: 'keep', reason: 'Works here' }), 200);
  return id;
}

async function closedReview(kitchen: In): Promise<string> {
  const id = await judgedReview(kitchen);
  const path = `${kitchen.place.path}/access-reviews/${id}/closure`;
  assertStatus(await kitchen.place.as('owner').post(path), 200);
  return id;
}

const ofReview = (make: (kitchen: In) => Promise<string>): Recipe => ({
  about: 'word',
  prepare: async (kitchen) => ({ params: { reviewId: await make(kitchen) } }),
});

export const accessReviewRecipes: Recipes = {
  [`GET ${BASE}`]: { about: 'none', prepare: async () => ({}) },
  [`PUT ${BASE}/schedule`]: { about: 'none', prepare: async () => ({ body: { everyMonths: 3 } }) },
  [`POST ${BASE}`]: {
    about: 'none',
    async prepare(kitchen) {
      await noneOpen(kitchen);
      return {};
    },
  },
  [`GET ${BASE}/:reviewId`]: { ...ofReview(openReview), repeatable: true },
  [`PUT ${BASE}/:reviewId/members/:userId/decision`]: {
    about: 'word',
    async prepare(kitchen) {
      await noneOpen(kitchen);
      const { userId } = await kitchen.stage.newMember(kitchen.place, 'reviewer');
      const params = { reviewId: await openReview(kitchen), userId };
      return { params, body: { decision: 'lower', role: 'viewer', reason: 'Reads only' } };
    },
  },
  [`POST ${BASE}/:reviewId/closure`]: ofReview(judgedReview),
  [`GET ${BASE}/:reviewId/record`]: { ...ofReview(closedReview), repeatable: true },
};
