import type { Role } from '#contracts/common.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { openRound } from '#tests/support/reviews.ts';
import { caseOf, commentOf, idOf, sharedFileOf, UNCHANGED, versionOf } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const CASE = '/api/v1/workspaces/:workspaceId/cases/:caseId';

const ofCase = (body?: (kitchen: Kitchen) => Json): Recipe => ({
  about: 'case',
  prepare: async (kitchen) => ({
    params: { caseId: (await caseOf(kitchen)).id },
    ...(body && { body: await body(kitchen) }),
  }),
});

const ofComment = (body?: (kitchen: Kitchen) => Json): Recipe => ({
  about: 'case',
  async prepare(kitchen) {
    const made = await caseOf(kitchen);
    const commentId = await commentOf(kitchen, made);
    const params = { caseId: made.id, commentId };
    return body ? { params, headers: UNCHANGED, body: await body(kitchen) } : { params };
  },
});

const words = (kitchen: Kitchen) => ({ text: 'Because.', mentionIds: [idOf(kitchen, 'admin')] });

const resolve = async ({ place }: Kitchen, caseId: string, commentId: string) => {
  const path = `${place.path}/cases/${caseId}/comments/${commentId}/resolution`;
  assertStatus(await place.as('owner').put(path), 200);
};

const commentRecipes: Recipes = {
  [`POST ${CASE}/comments/query`]: ofCase(() => ({ limit: 5 })),
  [`POST ${CASE}/comments`]: {
    repeatable: true,
    about: 'case',
    async prepare(kitchen) {
      const { caseId, evidenceId } = await sharedFileOf(kitchen);
      return { params: { caseId }, body: { ...words(kitchen), anchor: { kind: 'evidence', evidenceId } } };
    },
  },
  [`PATCH ${CASE}/comments/:commentId`]: { ...ofComment(words), makerOnly: true },
  [`DELETE ${CASE}/comments/:commentId`]: ofComment(),
  [`PUT ${CASE}/comments/:commentId/resolution`]: ofComment(),
  [`PUT ${CASE}/comments/:commentId/acknowledgement`]: { ...ofComment(), repeatable: true },
  [`DELETE ${CASE}/comments/:commentId/resolution`]: {
    about: 'case',
    async prepare(kitchen) {
      const prepared = await ofComment().prepare(kitchen);
      await resolve(kitchen, prepared.params?.caseId ?? '', prepared.params?.commentId ?? '');
      return prepared;
    },
  },
};

const REVIEWERS: readonly Role[] = ['reviewer', 'admin', 'owner'];

/** Whoever calls is asked to review, where one may ask them at all. */
function asked({ maker, sender, place }: Kitchen, managersReview: boolean): string {
  const may = managersReview ? [...REVIEWERS, 'manager' as const] : REVIEWERS;
  const other = REVIEWERS.find((role) => role !== maker) ?? 'owner';
  return place.people[may.includes(sender) && sender !== maker ? sender : other].userId;
}

export const reviewRecipes: Recipes = {
  [`GET ${CASE}/review-rounds`]: ofCase(),
  [`POST ${CASE}/review-rounds`]: {
    about: 'case',
    phases: ['draft'],
    async prepare(kitchen) {
      const made = await caseOf(kitchen);
      const body = {
        reviewerIds: [asked({ ...kitchen, sender: kitchen.maker }, false)],
        coverNote: 'Please.',
      };
      return { params: { caseId: made.id }, headers: await versionOf(kitchen, made), body };
    },
  },
  [`POST ${CASE}/review-rounds/:roundId/decisions`]: {
    about: 'case',
    asksSender: true,
    phases: ['draft'],
    async prepare(kitchen) {
      const made = await caseOf({ ...kitchen, phase: 'draft' });
      const owner = kitchen.place.as('owner');
      const { policies } = (await owner.get(kitchen.place.path)).body;
      const round = await openRound(owner, made, [asked(kitchen, policies.managersReview)]);
      const body = { decision: 'revision', comment: 'More, please.' };
      return { params: { caseId: made.id, roundId: round.id }, body };
    },
  },
  [`GET ${CASE}/reviewers`]: ofCase(),
};

export const talkRecipes: Recipes = { ...commentRecipes, ...reviewRecipes };
