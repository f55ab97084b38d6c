import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ROLES } from '#contracts/common.ts';
import type { CaseType } from '#contracts/presets.ts';
import { PRESET_CONTENT } from '../workspaces/presets.ts';
import {
  findStep,
  firstState,
  isDeletable,
  isLocked,
  lockOf,
  OWN_DELETE_WINDOW_MS,
  refuseStep,
  type StepFacts,
  stateAfterEdit,
  stepOfRound,
  withinOwnDelete,
} from './case.ts';

const first = (types: readonly CaseType[]): CaseType => {
  assert.ok(types[0]);
  return types[0];
};
const incident = first(PRESET_CONTENT.knowledge.settings.caseTypes);
const matter = first(PRESET_CONTENT.legal.settings.caseTypes);

const facts = (over: Partial<StepFacts> = {}): StepFacts => ({
  role: 'owner',
  reviews: true,
  round: null,
  hasTitleAndBody: true,
  ...over,
});
const refusal = (from: string, to: string, over: Partial<StepFacts> = {}) => {
  const step = findStep(incident, from, to);
  return step ? refuseStep(step, facts(over)) : 'no-such-step';
};

test('a case begins as a draft, a matter in intake', () => {
  assert.equal(firstState(incident).key, 'draft');
  assert.equal(firstState(matter).key, 'intake');
});

test('in review everything is locked until a revision is needed', () => {
  const inReview = { state: 'in_review', revisionNeeded: false };
  assert.ok(isLocked(lockOf(incident, inReview), ['tagIds']));
  assert.ok(isLocked(lockOf(incident, inReview), ['body']));
  assert.ok(!isLocked(lockOf(incident, { ...inReview, revisionNeeded: true }), ['body']));
});

test('what is published keeps its content but can be filed differently', () => {
  const lock = lockOf(incident, { state: 'published', revisionNeeded: false });
  assert.ok(isLocked(lock, ['body', 'tagIds']));
  assert.ok(!isLocked(lock, ['tagIds', 'severity']));
});

test('a state the table no longer has is locked', () => {
  assert.ok(isLocked(lockOf(incident, { state: 'gone', revisionNeeded: false }), ['tagIds']));
});

test('an edit of verified content goes back to draft; filing it differently does not', () => {
  assert.equal(stateAfterEdit(incident, 'verified', ['body'])?.key, 'draft');
  assert.equal(stateAfterEdit(incident, 'verified', ['tagIds']), null);
  assert.equal(stateAfterEdit(incident, 'draft', ['body']), null);
  assert.equal(stateAfterEdit(matter, 'open', ['body']), null);
});

test('nothing reaches verified, and so published, but through an approved round', () => {
  assert.equal(refusal('in_review', 'verified'), 'approval-needed');
  assert.equal(refusal('in_review', 'verified', { round: 'approved' }), null);
  assert.equal(refusal('draft', 'published'), 'review-required');
  assert.equal(refusal('draft', 'published', { reviews: false }), null);
  assert.equal(refusal('draft', 'in_review'), 'round-needed');
  assert.equal(refusal('draft', 'verified'), 'no-such-step');
});

test('an empty case is neither reviewed nor published', () => {
  assert.equal(refusal('draft', 'in_review', { round: 'opened', hasTitleAndBody: false }), 'incomplete');
  assert.equal(refusal('draft', 'published', { reviews: false, hasTitleAndBody: false }), 'incomplete');
});

test('where reviews are on, no walk of steps without a round leads to published', () => {
  const anyWalk = fc.array(fc.nat(), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(anyWalk, fc.constantFrom(...ROLES), (choices, role) => {
      let state = firstState(incident).key;
      for (const choice of choices) {
        const open = incident.transitions.filter(
          (step) => step.from === state && refuseStep(step, facts({ role })) === null,
        );
        state = open[choice % Math.max(open.length, 1)]?.to ?? state;
        assert.ok(!['verified', 'published'].includes(state), state);
      }
    }),
  );
});

test('a round moves a draft into review and an approval out of it', () => {
  assert.equal(stepOfRound(incident, 'draft', 'opened')?.to, 'in_review');
  assert.equal(stepOfRound(incident, 'in_review', 'approved')?.to, 'verified');
  assert.equal(stepOfRound(matter, 'open', 'opened'), undefined);
});

test('an own draft may go for 72 hours, to the millisecond', () => {
  const createdAt = '2026-01-01T00:00:00Z';
  const born = Date.parse(createdAt);
  assert.ok(withinOwnDelete({ createdAt }, born + OWN_DELETE_WINDOW_MS - 1));
  assert.ok(!withinOwnDelete({ createdAt }, born + OWN_DELETE_WINDOW_MS));
  assert.ok(isDeletable({ phase: 'draft', legalHold: false }));
  assert.ok(!isDeletable({ phase: 'draft', legalHold: true }));
  assert.ok(!isDeletable({ phase: 'open', legalHold: false }));
});
