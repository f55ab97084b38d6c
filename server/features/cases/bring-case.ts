import type { CaseContent } from '#contracts/cases.ts';
import type { CaseType } from '#contracts/presets.ts';
import { indexCase, tagLabelsOf } from '#server/features/search-index/index.ts';
import { caseTypeOf, type HouseRules } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { decide } from '#server/security/access/index.ts';
import type { Step } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { addActivity } from './activity.store.ts';
import { assertMayOwn } from './assign-case.ts';
import { losesSight, relationTo } from './case.policy.ts';
import { insertCase, loadCase, updateCase } from './case.store.ts';
import { firstState } from './case.ts';
import { checkFields } from './case-content.ts';
import type { CaseRecord } from './case-record.ts';
import { checkWords, writeTags } from './case-words.store.ts';
import { moveRefused, refuseMove, stepFacts, takeStep } from './move-case.ts';
import { wayToState } from './way-to-state.ts';

/** A case that was kept elsewhere: its content, and how it stands. */
export interface BroughtCase extends Omit<CaseContent, 'parties'> {
  readonly type: string;
  readonly state: string;
  readonly ownerId: string;
}

type Bringing = Step<'case.import', HouseRules>;

/**
 * Makes a case as whoever brings it could by hand: made in its first state, handed to its owner, and taken along the steps
 * that they may take. The timeline says so. @throws AppError for what they may not, or what the workspace does not know.
 */
export async function bringCase(
  step: Bringing,
  brought: BroughtCase,
  why: string,
): Promise<{ readonly id: string; readonly version: number }> {
  const type = caseTypeOf(step.target, brought.type);
  checkFields(type, brought.fields);
  await checkWords(step.tx, brought);
  const id = await make(step, brought, type);
  await handOver(step, id, brought.ownerId);
  await walk(step, id, brought.state, why);
  const { version } = await seen(step, id);
  return { id, version };
}

/** The steps that would be taken; undefined where there is no way. */
export function wayFor(
  actor: Actor,
  house: HouseRules,
  { type, state, ownerId, title, body }: Pick<BroughtCase, 'type' | 'state' | 'ownerId' | 'title' | 'body'>,
) {
  const facts = {
    role: actor.role,
    reviews: house.reviewRule.mode !== 'off',
    round: null,
    hasTitleAndBody: title !== '' && body.trim() !== '',
  };
  const standing = { ownerId, creatorId: actor.userId, restricted: false, myGrant: null, iAmStaff: false };
  const relation = relationTo(actor.userId, standing);
  return wayToState(caseTypeOf(house, type), state, { actor, relation, facts });
}

/** Whether a case of this owner would be out of sight of whoever brings it. */
export function wouldLoseSight(actor: Actor, ownerId: string): boolean {
  return losesSight(actor, { ownerId, iAmStaff: false, myGrant: null });
}

async function make({ tx, actor, permit, scope, emit }: Bringing, brought: BroughtCase, type: CaseType) {
  const id = newId();
  const { workspaceId, userId: ownerId } = actor;
  const { title, tagIds, summary, body, fields, severity, categoryId, dueAt } = brought;
  const { key: state, phase } = firstState(type);
  const list = { title, tagIds };
  const long = { summary, body, parties: [], fields };
  const row = { id, workspaceId, type: type.key, state, phase, ownerId, severity, categoryId, dueAt };
  await insertCase(tx, permit, scope, { ...row, list, body: long });
  await addActivity(tx, scope, actor, { caseId: id, kind: 'created', to: state, version: 1 });
  const labels = await tagLabelsOf(tx, scope, tagIds);
  await indexCase(tx, scope, { workspaceId, id, ...list, ...long }, labels);
  if (tagIds.length > 0) await writeTags(tx, workspaceId, id, tagIds);
  emit({ topic: 'case.created', targetId: id });
  return id;
}

async function handOver(step: Bringing, caseId: string, ownerId: string): Promise<void> {
  const { tx, actor, permit, scope } = step;
  if (ownerId === actor.userId) return;
  const record = await seen(step, caseId);
  const decision = decide(actor, 'case.staff', relationTo(actor.userId, record), actor.policies);
  if (!decision.allow || wouldLoseSight(actor, ownerId)) throw new AppError('forbidden');
  await assertMayOwn(tx, ownerId);
  const version = await updateCase(tx, permit, scope, actor.workspaceId, record, { ownerId });
  await addActivity(tx, scope, actor, { caseId, kind: 'owner-changed', version });
}

async function walk(step: Bringing, caseId: string, state: string, why: string): Promise<void> {
  const { tx, actor, permit, scope, target: settings } = step;
  const start = await seen(step, caseId);
  const type = caseTypeOf(settings, start.type);
  const asked = {
    actor,
    relation: relationTo(actor.userId, start),
    facts: stepFacts(actor, start, settings),
  };
  const way = wayToState(type, state, asked);
  if (way === undefined) throw moveRefused('no-such-step');
  for (const { to, reasonRequired } of way) {
    const record = await seen(step, caseId);
    const reason = reasonRequired ? why : undefined;
    const refused = refuseMove(actor, record, settings, { to, reason });
    if (refused !== null) throw moveRefused(refused);
    await takeStep({ tx, scope, actor, permit }, { record, settings }, to, reason);
  }
}

async function seen({ tx, scope }: Bringing, caseId: string): Promise<CaseRecord> {
  const record = await loadCase(tx, scope, caseId);
  if (record === undefined) throw new AppError('forbidden');
  return record;
}
