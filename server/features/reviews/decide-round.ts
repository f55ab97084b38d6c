import type { DecisionWrite, RoundState } from '#contracts/reviews.ts';
import {
  addActivity,
  type CaseChange,
  type CaseRecord,
  firstState,
  loadCase,
  relationTo,
  stateOf,
  stepOfRound,
  updateCase,
} from '#server/features/cases/index.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command, type Step } from '#server/security/command.ts';
import { outcomeOf, refuseVote, type Vote, type VoteRefusal } from './review-round.ts';
import { closeRound, listRounds, type RoundRecord, writeDecision } from './round.store.ts';

interface Target {
  readonly record: CaseRecord;
  readonly settings: HouseRules;
  readonly round: RoundRecord;
}

type Input = DecisionWrite & { readonly caseId: string; readonly roundId: string };

/** What one reviewer makes of the case; the decision that settles the round moves the case too. */
export const decideRound = command({
  action: 'case.review',
  async load(tx, { caseId, roundId }: Input, actor, scope): Promise<Target | undefined> {
    const record = await loadCase(tx, scope, caseId);
    const round = record && (await listRounds(tx, scope, caseId)).find(({ id }) => id === roundId);
    return round && { record, round, settings: await loadSettings(tx, actor) };
  },
  about: (actor, { record }: Target) => relationTo(actor.userId, record),
  rules(actor, { record, round }) {
    const votes = new Map(round.decisions.map(({ reviewerId, decision }) => [reviewerId, decision]));
    const authorIds = [record.ownerId, record.creatorId];
    const refused = refuseVote({ ...round, votes }, actor.userId, { ...record, authorIds });
    if (refused) throw voteRefused(refused);
  },
  async run(step, { caseId, roundId, decision, comment }) {
    const { tx, actor, permit, scope, audit, emit } = step;
    const { round } = step.target;
    await writeDecision(tx, permit, scope, roundId, { reviewerId: actor.userId, decision, comment });
    await addActivity(tx, scope, actor, { caseId, kind: 'round-decided', to: decision });
    const votes = round.decisions.map(
      (said): Vote => (said.reviewerId === actor.userId ? decision : said.decision),
    );
    const outcome = outcomeOf(round.rule, votes);
    if (outcome !== 'open') await settle(step, roundId, outcome);
    const fields = ['decision', 'comment'];
    audit({
      action: 'review.decided',
      targetKind: 'case',
      targetId: caseId,
      fields,
      detail: { decision, outcome },
    });
    emit({ topic: 'reviews.changed', targetId: caseId });
  },
});

async function settle(
  { tx, actor, permit, target, scope, emit }: Step<'case.review', Target>,
  roundId: string,
  outcome: RoundState,
): Promise<void> {
  const { record } = target;
  await closeRound(tx, permit, roundId, outcome);
  const change = caseAfter(target, outcome);
  const version = await updateCase(tx, permit, scope, actor.workspaceId, record, change);
  const moved = { from: record.state, to: outcome, version };
  await addActivity(tx, scope, actor, { caseId: record.id, kind: 'round-closed', ...moved });
  emit({ topic: 'case.changed', targetId: record.id });
}

function caseAfter({ record, settings }: Target, outcome: RoundState): CaseChange {
  if (outcome === 'revision_needed') return { revisionNeeded: true };
  const type = caseTypeOf(settings, record.type);
  const approved = stepOfRound(type, record.state, 'approved');
  const to = outcome === 'approved' && approved ? stateOf(type, approved.to) : firstState(type);
  return { state: to.key, phase: to.phase, revisionNeeded: false };
}

function voteRefused(reason: VoteRefusal): AppError {
  const code = reason === 'not-asked' || reason === 'own-case' ? 'forbidden' : 'conflict';
  return new AppError(code, { details: { reason } });
}
