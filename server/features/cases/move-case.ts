import type { Phase } from '#contracts/presets.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { type Action, decide, type Refusal } from '#server/security/access/index.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { addActivity } from './activity.store.ts';
import { voidApprovals, withdrawRound } from './approvals.store.ts';
import { relationTo } from './case.policy.ts';
import { loadCase, updateCase } from './case.store.ts';
import { findStep, refuseStep, type StepFacts, type StepRefusal, stateOf } from './case.ts';
import type { CaseRecord } from './case-record.ts';
import { assertVersion } from './version-conflict.ts';

export interface Move {
  readonly caseId: string;
  readonly expected: number | undefined;
  readonly to: string;
  readonly reason?: string | undefined;
}

interface Movable {
  readonly record: CaseRecord;
  readonly settings: HouseRules;
}

/** A step of the case's transition table, taken by hand. Those of a review round are the round's. */
export const moveCase = command({
  action: 'case.edit',
  async load(tx, { caseId }: Move, actor, scope): Promise<Movable | undefined> {
    const record = await loadCase(tx, scope, caseId);
    return record && { record, settings: await loadSettings(tx, actor) };
  },
  about: (actor, { record }: Movable) => relationTo(actor.userId, record),
  rules(actor, { record, settings }, move) {
    assertVersion(record, move.expected);
    const refused = refuseMove(actor, record, settings, move);
    if (refused) throw moveRefused(refused);
  },
  async run({ tx, actor, permit, target, scope, audit, emit }, { caseId, to, reason }) {
    const { record, settings } = target;
    await takeStep({ tx, scope, actor, permit }, target, to, reason);
    audit({ action: 'case.moved', targetKind: 'case', targetId: caseId, fields: ['state'], detail: { to } });
    emit({ topic: 'case.changed', targetId: caseId });
    const next = stateOf(caseTypeOf(settings, record.type), to).phase;
    if (isHidden(next) && !isHidden(record.phase)) emit({ topic: 'case.gone', targetId: caseId });
  },
});

/** Whether a case in this phase is seen by fewer than all who may read. */
function isHidden(phase: Phase): boolean {
  return phase === 'draft' || phase === 'review';
}

/** Why this actor may not take this step now, or null. */
export function refuseMove(
  actor: Actor,
  record: CaseRecord,
  settings: HouseRules,
  { to, reason }: Pick<Move, 'to' | 'reason'>,
): StepRefusal | Refusal | null {
  const type = caseTypeOf(settings, record.type);
  const step = findStep(type, record.state, to);
  if (!step) return 'no-such-step';
  const relation = relationTo(actor.userId, record);
  const { phase } = stateOf(type, to);
  // Nobody moves a case out of their own sight.
  const needed: Action[] = isHidden(phase) ? [step.action, 'case.read-unpublished'] : [step.action];
  for (const action of needed) {
    const decision = decide(actor, action, relation, actor.policies);
    if (!decision.allow) return decision.reason;
  }
  const refused = refuseStep(step, stepFacts(actor, record, settings));
  return refused ?? (step.reasonRequired && reason === undefined ? 'reason-required' : null);
}

export function stepFacts(
  actor: Actor,
  { list, body }: CaseRecord,
  { reviewRule }: HouseRules,
  round: StepFacts['round'] = null,
): StepFacts {
  const hasTitleAndBody = list.title !== '' && body.body.trim() !== '';
  return { role: actor.role, reviews: reviewRule.mode !== 'off', round, hasTitleAndBody };
}

const STEP_CONFLICTS: ReadonlySet<string> = new Set<StepRefusal>([
  'no-such-step',
  'round-needed',
  'approval-needed',
  'review-required',
  'incomplete',
]);

/** A refused step as the client sees it: `details.reason` says which rule it met. */
export function moveRefused(reason: StepRefusal | Refusal): AppError {
  const details = { reason };
  if (reason === 'reason-required')
    return new AppError('invalid_field', { field: 'reason', message: 'Say why.', details });
  return new AppError(STEP_CONFLICTS.has(reason) ? 'conflict' : 'forbidden', { details });
}

export interface Stepping {
  readonly tx: TenantTx;
  readonly scope: KeyScope;
  readonly actor: Actor;
  readonly permit: Permit<'case.edit' | 'case.import'>;
}

/** Moves a case that was judged already. Out of review, approvals end with the round. */
export async function takeStep(
  { tx, scope, actor, permit }: Stepping,
  { record, settings }: Movable,
  to: string,
  reason: string | undefined,
): Promise<void> {
  const type = caseTypeOf(settings, record.type);
  const { phase } = stateOf(type, to);
  const change = { state: to, phase, revisionNeeded: false };
  const version = await updateCase(tx, permit, scope, actor.workspaceId, record, change);
  const text = reason ?? '';
  const moved = { caseId: record.id, kind: 'moved', from: record.state, to, text, version } as const;
  await addActivity(tx, scope, actor, moved);
  if (phase === 'draft' && (await withdrawRound(tx, record.id)))
    await addActivity(tx, scope, actor, {
      caseId: record.id,
      kind: 'round-closed',
      to: 'withdrawn',
      version,
    });
  if (phase === 'draft') await voidApprovals(tx, record.id);
}
