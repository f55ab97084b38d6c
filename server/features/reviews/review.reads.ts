import type { ReviewerList, ReviewRound, ReviewRoundList } from '#contracts/reviews.ts';
import { assertVisible } from '#server/features/cases/index.ts';
import { loadPeople, type People, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { eligibleReviewers } from './eligible-reviewers.ts';
import { listRounds, type RoundRecord } from './round.store.ts';

/** The review rounds of a case, newest first. */
export function getRounds(caller: WorkspaceCaller, caseId: string): Promise<ReviewRoundList> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    await assertVisible(tx, caseId);
    const rounds = await listRounds(tx, scope, caseId);
    const ids = rounds.flatMap((round) => [
      round.openedBy,
      ...round.decisions.map((said) => said.reviewerId),
    ]);
    const people = await loadPeople(tx, scope, ids);
    const items = rounds.map((round, at) => roundView(round, rounds.length - at, people, actor.userId));
    const fields = ['note', 'comment'];
    const disclosed =
      items.length === 0
        ? undefined
        : { action: 'review.read' as const, targetKind: 'case', targetId: caseId, fields };
    return { out: { items }, disclosed };
  });
}

export async function getRound(
  caller: WorkspaceCaller,
  caseId: string,
  roundId: string,
): Promise<ReviewRound> {
  const { items } = await getRounds(caller, caseId);
  const found = items.find((round) => round.id === roundId);
  if (!found) throw new AppError('not_found');
  return found;
}

/** Whom one may ask to review this case. */
export function getReviewers(caller: WorkspaceCaller, caseId: string): Promise<ReviewerList> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const { owner_id: ownerId, creator_id: creatorId, restricted } = await assertVisible(tx, caseId);
    const eligible = await eligibleReviewers(tx, scope, actor, {
      id: caseId,
      ownerId,
      creatorId,
      restricted,
    });
    const items = eligible.slice(0, 500).map(({ userId, name }) => ({ id: userId, name }));
    return { out: { items }, disclosed: undefined };
  });
}

function roundView(round: RoundRecord, number: number, people: People, readerId: string): ReviewRound {
  const { id, contentVersion, state, rule, coverNote, openedAt, closedAt, decisions } = round;
  return {
    id,
    number,
    caseVersion: contentVersion,
    state,
    voided: decisions.some((said) => said.voided),
    rule,
    coverNote,
    openedBy: personOf(people, round.openedBy),
    openedAt,
    closedAt,
    reviewers: decisions.map(({ reviewerId, decision, comment, decidedAt }) => ({
      person: personOf(people, reviewerId),
      decision,
      comment,
      decidedAt,
    })),
    awaitsMe:
      state === 'open' && decisions.some((said) => said.reviewerId === readerId && said.decision === null),
  };
}
