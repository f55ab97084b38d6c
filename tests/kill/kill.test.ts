import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVERY_WORK, runRounds } from './rounds.ts';

test('whatever is killed in the middle of whatever, nothing confirmed is lost and nothing half done is seen', async (context) => {
  const seed = Date.now() % 1_000_000;
  const outcome = await runRounds({ rounds: EVERY_WORK, seed }, (line) => context.diagnostic(line));
  context.diagnostic(`seed ${seed}: ${JSON.stringify(outcome)}`);
  assert.equal(outcome.rounds, EVERY_WORK);
  assert.ok(outcome.cases > 0);
  assert.ok(outcome.backups > 0);
  assert.ok(outcome.exports > 0);
  assert.ok(outcome.imports > 0);
});
