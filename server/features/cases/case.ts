import type { CaseContent } from '#contracts/cases.ts';
import { RANK, type Role } from '#contracts/common.ts';
import type { CaseType, Lock, Phase, StateDefinition, TransitionDefinition } from '#contracts/presets.ts';

/** What the rules of a case read; ids are users'. */
export interface CaseStanding {
  readonly state: string;
  readonly phase: Phase;
  readonly revisionNeeded: boolean;
  readonly ownerId: string;
  readonly creatorId: string;
  readonly legalHold: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
}

export type CaseField = keyof CaseContent;

/** What reviewers vouch for; the rest is how the case is filed. */
const CONTENT: ReadonlySet<CaseField> = new Set(['title', 'summary', 'body', 'parties', 'fields']);

export const OWN_DELETE_WINDOW_MS = 72 * 60 * 60 * 1000;

/** The state a case of this type begins in. */
export function firstState(type: CaseType): StateDefinition {
  const [first] = type.states;
  if (!first) throw new Error(`case type ${type.key} has no states`);
  return first;
}

export function stateOf(type: CaseType, key: string): StateDefinition {
  return type.states.find((state) => state.key === key) ?? vanished(key);
}

/** A state that the table no longer has: kept as it is, and closed to every change but leaving it. */
const vanished = (key: string): StateDefinition => ({ key, label: key, phase: 'draft', lock: 'all' });

/** In review nothing changes but comments, unless reviewers asked for a revision. */
export function lockOf(type: CaseType, standing: Pick<CaseStanding, 'state' | 'revisionNeeded'>): Lock {
  return standing.revisionNeeded ? 'none' : stateOf(type, standing.state).lock;
}

export function isLocked(lock: Lock, fields: readonly CaseField[]): boolean {
  if (lock === 'all') return fields.length > 0;
  return lock === 'content' && touchesContent(fields);
}

export function touchesContent(fields: readonly CaseField[]): boolean {
  return fields.some((field) => CONTENT.has(field));
}

/**
 * Where an edit of these fields leads: approvals vouch for what was read, so content that changes after
 * them goes back to the first state. Null when the case stays where it is.
 */
export function stateAfterEdit(type: CaseType, state: string, fields: readonly CaseField[]) {
  const approved = type.transitions.some(
    ({ to, guards }) => to === state && guards.includes('round-approved'),
  );
  const shown = stateOf(type, state).phase;
  return approved && shown === 'review' && touchesContent(fields) ? firstState(type) : null;
}

export type StepRefusal =
  | 'no-such-step'
  | 'role'
  | 'reason-required'
  | 'round-needed'
  | 'approval-needed'
  | 'review-required'
  | 'incomplete';

/** What a step is judged by beside the table itself. */
export interface StepFacts {
  readonly role: Role;
  readonly reviews: boolean;
  /** The step is taken by a review round that was opened, or approved, just now. */
  readonly round: 'opened' | 'approved' | null;
  readonly hasTitleAndBody: boolean;
}

export function findStep(type: CaseType, from: string, to: string): TransitionDefinition | undefined {
  return type.transitions.find((step) => step.from === from && step.to === to);
}

/** The refusal of a step but for its reason, or null. The role table is asked apart, by the policy. */
export function refuseStep(step: TransitionDefinition, facts: StepFacts): StepRefusal | null {
  if (RANK[facts.role] < RANK[step.minRole]) return 'role';
  const { guards } = step;
  if (guards.includes('round-opened') && facts.round !== 'opened') return 'round-needed';
  if (guards.includes('round-approved') && facts.round !== 'approved') return 'approval-needed';
  if (guards.includes('review-off') && facts.reviews) return 'review-required';
  if (guards.includes('title-and-body') && !facts.hasTitleAndBody) return 'incomplete';
  return null;
}

/** The step that opening a round, or its approval, takes from this state. */
export function stepOfRound(type: CaseType, from: string, event: 'opened' | 'approved') {
  const guard = event === 'opened' ? 'round-opened' : 'round-approved';
  return type.transitions.find((step) => step.from === from && step.guards.includes(guard));
}

/** What was made by mistake goes while it is young and nobody was shown it; `now` in ms. */
export function withinOwnDelete(standing: Pick<CaseStanding, 'createdAt'>, now: number): boolean {
  return now - Date.parse(standing.createdAt) < OWN_DELETE_WINDOW_MS;
}

/** Cases are put away, not deleted: only a draft goes, and nothing goes under a legal hold. */
export function isDeletable(standing: Pick<CaseStanding, 'phase' | 'legalHold'>): boolean {
  return standing.phase === 'draft' && !standing.legalHold;
}
