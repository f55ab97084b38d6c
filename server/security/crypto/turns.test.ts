import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from './turns.ts';

test('as many run as may, in the order they came, and beyond those who wait it is refused', async () => {
  const inTurn = createTurns(2, 2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const begin = (n: number) =>
    inTurn(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      return n;
    });
  const work = [begin(1), begin(2), begin(3), begin(4)];
  await assert.rejects(begin(5), { code: 'unavailable' });
  assert.deepEqual(begun, [1, 2]);
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(await Promise.all(work), [1, 2, 3, 4]);
  assert.deepEqual(begun, [1, 2, 3, 4]);
});

test('work that fails hands its turn over', async () => {
  const inTurn = createTurns(1, 1);
  const failing = inTurn(async () => {
    throw new Error('no');
  });
  const next = inTurn(async () => 'yes');
  await assert.rejects(failing, /no/);
  assert.equal(await next, 'yes');
  assert.equal(await inTurn(async () => 'again'), 'again');
});
