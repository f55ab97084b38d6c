import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eachInTurn } from './each-in-turn.ts';

test('what fails for one holds up no other, and is told at the end', async () => {
  const seen: number[] = [];
  const work = async (item: number) => {
    seen.push(item);
    if (item % 2 === 0) throw new Error(`no ${item}`);
  };
  await assert.rejects(eachInTurn([1, 2, 3, 4, 5], work), /no 2/);
  assert.deepEqual(seen, [1, 2, 3, 4, 5]);
  await eachInTurn([1, 3], work);
});
