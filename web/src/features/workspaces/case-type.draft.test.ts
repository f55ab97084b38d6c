import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseType } from '#contracts/presets.ts';
import { NOTHING_TYPED, stepPlace, trimmed, withNames } from './case-type.draft.ts';

const step: CaseType['transitions'][number] = {
  from: 'draft',
  to: 'open',
  label: 'Publish',
  action: 'case.publish',
  minRole: 'manager',
  guards: ['title-and-body'],
  reasonRequired: false,
};
const type: CaseType = {
  key: 'note',
  label: 'Note',
  states: [
    { key: 'draft', label: 'Draft', phase: 'draft', lock: 'none' },
    { key: 'open', label: 'Open', phase: 'open', lock: 'content' },
  ],
  transitions: [step],
  fields: [],
  slots: [],
};

test('where nothing is typed the type stays as it is', () => {
  assert.deepEqual(withNames(type, NOTHING_TYPED), type);
});

test('typed names change nothing but those names', () => {
  const typed = trimmed({ label: ' Memo ', states: { open: 'Out' }, steps: { 'draft open': 'Send out ' } });
  const renamed = withNames(type, typed);
  assert.equal(renamed.label, 'Memo');
  assert.deepEqual(
    renamed.states.map(({ label }) => label),
    ['Draft', 'Out'],
  );
  assert.deepEqual(renamed.transitions, [{ ...step, label: 'Send out' }]);
});

test('what another changed meanwhile stays beside what is typed', () => {
  const theirs = withNames(type, { label: 'Theirs', states: {}, steps: {} });
  const renamed = withNames(theirs, { states: { open: 'Out' }, steps: {} });
  assert.equal(renamed.label, 'Theirs');
  assert.equal(renamed.states[1]?.label, 'Out');
});

test('a step is told by the states it leads between, as they are being named', () => {
  assert.equal(
    stepPlace(withNames(type, { states: { draft: 'Written' }, steps: {} }), step),
    'Written → Open',
  );
});
