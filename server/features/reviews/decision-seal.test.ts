import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, UnsealError } from '#server/security/crypto/index.ts';
import { testScope } from '#tests/support/key-scope.ts';
import { decisionContext, openDecision } from './decision-seal.ts';

test('a comment opens for its round and its reviewer only', async () => {
  const { scope } = await testScope();
  const [round, other, reviewer, colleague] = [newId(), newId(), newId(), newId()];
  const sealed_comment = scope.seal<string>(decisionContext(round, reviewer), 'Looks right to me.');
  const row = { decision: 'approve', voided_at: null, decided_at: null, sealed_comment } as const;

  assert.equal(openDecision(scope, round, { ...row, reviewer_id: reviewer }).comment, 'Looks right to me.');
  assert.throws(() => openDecision(scope, other, { ...row, reviewer_id: reviewer }), UnsealError);
  assert.throws(() => openDecision(scope, round, { ...row, reviewer_id: colleague }), UnsealError);
});

test('two rounds of one reviewer do not share a row', () => {
  const [round, other, reviewer] = [newId(), newId(), newId()];
  assert.notEqual(decisionContext(round, reviewer).row, decisionContext(other, reviewer).row);
});
