import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayOpenRound } from './may-open.ts';

const draft = {
  openRoundId: null,
  phase: 'draft' as const,
  revisionNeeded: false,
  actions: ['case.submit' as const],
};
const any = { mode: 'any' as const, count: 1 };

test('a draft of one who may submit can be reviewed, once at a time, where reviews are asked for', () => {
  assert.ok(mayOpenRound(draft, any));
  assert.ok(!mayOpenRound({ ...draft, openRoundId: 'r' }, any));
  assert.ok(!mayOpenRound({ ...draft, actions: [] }, any));
  assert.ok(!mayOpenRound({ ...draft, phase: 'open' }, any));
  assert.ok(!mayOpenRound(draft, { mode: 'off', count: 1 }));
  assert.ok(mayOpenRound({ ...draft, phase: 'review', revisionNeeded: true }, any));
});
