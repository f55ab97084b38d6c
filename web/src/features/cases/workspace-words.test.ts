import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseType } from '#contracts/presets.ts';
import { allStates, reachableStates, stateLabel } from './workspace-words.ts';

const state = (key: string, label: string) => ({ key, label, phase: 'open' as const, lock: 'none' as const });
const type = (key: string, states: CaseType['states'], to: string[]): CaseType => ({
  key,
  label: key,
  states,
  fields: [],
  slots: [],
  transitions: to.map((one) => ({
    from: states[0]?.key ?? '',
    to: one,
    label: one,
    action: 'case.edit' as const,
    minRole: 'member' as const,
    guards: [],
    reasonRequired: false,
  })),
});
const caseTypes = [
  type('a', [state('intake', 'Intake'), state('open', 'Open')], ['open']),
  type('b', [state('intake', 'Intake'), state('done', 'Done')], []),
];

test('states shared by types are offered once, and only reachable ones to move to', () => {
  assert.deepEqual(
    allStates(caseTypes).map(({ value }) => value),
    ['intake', 'open', 'done'],
  );
  assert.deepEqual(
    reachableStates(caseTypes).map(({ value }) => value),
    ['open'],
  );
});

test('a state is called what its type calls it; a vanished one keeps its key', () => {
  assert.equal(stateLabel({ caseTypes }, { type: 'a', state: 'open' }), 'Open');
  assert.equal(stateLabel({ caseTypes }, { type: 'a', state: 'on_hold' }), 'on hold');
});
