import type { RoundOpen } from '#contracts/reviews.ts';
import {
  addActivity,
  assertVersion,
  type CaseRecord,
  loadCase,
  moveRefused,
  refuseStep,
  relationTo,
  stateOf,
  stepFacts,
  stepOfRound,
  updateCase,
} from '#server/features/cases/index.ts';
import { type KnownMember, loadPeople } from '#server/features/members/index.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { eligibleReviewers } from './eligible-reviewers.ts';
import { type RoundRefusal, refuseRound } from './review-round.ts';
import { insertRound } from './round.store.ts';

interface Opening extends RoundOpen {
  readonly caseId: string;
  readonly expected: number | undefined;
}

interface Target {
  readonly record: CaseRecord;
  readonly settings: HouseRules;
  readonly eligible: readonly KnownMember[];
}

/** Puts the case before these reviewers and tells them by mail. Returns the round's id. */
export const openRound = command({
  action: 'case.submit',
  async load(tx, { caseId }: Opening, actor, scope): Promise<Target | undefined> {
    const record = await loadCase(tx, scope, caseId);
    if (!record) return undefined;
    const settings = await loadSettings(tx, actor);
    return { record, settings, eligible: await eligibleReviewers(tx, scope, actor, record) };
  },
  about: (actor, { record }: Target) => relationTo(actor.userId, record),
  rules(actor, { record, settings, eligible }, { expected, reviewerIds }) {
    assertVersion(record, expected);
    assertReviewable(actor, record, settings);
    const refused = refuseRound({
      rule: settings.reviewRule,
      reviewerIds,
      authorIds: [record.ownerId, record.creatorId],
      eligibleIds: new Set(eligible.map((member) => member.userId)),
    });
    if (refused) throw roundRefused(refused);
  },
  async run({ tx, actor, permit, target, scope, services, audit, emit }, input): Promise<string> {
    const { record, settings, eligible } = target;
    const { caseId, coverNote } = input;
    const reviewerIds = [...new Set(input.reviewerIds)];
    const type = caseTypeOf(settings, record.type);
    const to = stepOfRound(type, record.state, 'opened')?.to ?? record.state;
    const { contentVersion } = record;
    const id = newId();
    const round = { id, caseId, contentVersion, rule: settings.reviewRule, coverNote, reviewerIds };
    await insertRound(tx, permit, scope, actor, round);
    const change = { state: to, phase: stateOf(type, to).phase, revisionNeeded: false };
    const version = await updateCase(tx, permit, scope, actor.workspaceId, record, change);
    await addActivity(tx, scope, actor, { caseId, kind: 'round-opened', from: record.state, to, version });
    const detail = { reviewers: reviewerIds.length };
    audit({
      action: 'review.opened',
      targetKind: 'case',
      targetId: caseId,
      fields: ['note', 'state'],
      detail,
    });
    emit({ topic: 'case.changed', targetId: caseId });
    emit({ topic: 'reviews.changed', targetId: caseId });
    const requester = (await loadPeople(tx, scope, [actor.userId])).get(actor.userId)?.name ?? '';
    const about = { requester, workspaceId: actor.workspaceId, caseId, caseNumber: record.number };
    const asked = eligible.filter((member) => reviewerIds.includes(member.userId));
    await Promise.all(
      asked.map(({ email: to }) => services.mail.queue({ template: 'review-requested', to, ...about })),
    );
    return id;
  },
});

/** From a state that leads into review, or again after a revision was asked for. */
function assertReviewable(actor: Actor, record: CaseRecord, settings: HouseRules): void {
  const type = caseTypeOf(settings, record.type);
  const step = stepOfRound(type, record.state, 'opened');
  const again = record.revisionNeeded && stepOfRound(type, record.state, 'approved') !== undefined;
  if (!step && !again) throw moveRefused('no-such-step');
  const refused = step ? refuseStep(step, stepFacts(actor, record, settings, 'opened')) : null;
  if (refused) throw moveRefused(refused);
}

function roundRefused(reason: RoundRefusal): AppError {
  const details = { reason };
  if (reason === 'review-off') return new AppError('conflict', { details });
  const message = 'These people cannot decide this round.';
  return new AppError('invalid_field', { field: 'reviewerIds', message, details });
}
