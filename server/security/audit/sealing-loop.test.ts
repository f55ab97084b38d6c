import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Reach } from './sealer.ts';
import { startSealing } from './sealing-loop.ts';

/** A sealer that answers from a list, and then finds nothing. */
function scripted(answers: (number | Error | undefined)[]) {
  const reaches: Reach[] = [];
  async function sealOnce(reach: Reach = 'minutes'): Promise<number | undefined> {
    reaches.push(reach);
    const answer = answers.length > 0 ? answers.shift() : 0;
    if (answer instanceof Error) throw answer;
    return answer;
  }
  const signRecords = async () => undefined;
  return { reaches, sealOnce, signRecords };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

test('full batches follow each other; after a smaller one it rests', async () => {
  const sealer = scripted([1_000, 1_000, 5, 7]);
  const loop = startSealing({ sealer, onError: assert.ifError, pause: 60_000, batch: 1_000 });
  await until(() => sealer.reaches.length === 3);
  await setImmediate();
  assert.deepEqual(sealer.reaches, ['whole', 'seconds', 'seconds']);
  await loop.stop();
});

test('a failure is told and the loop goes on; now and then it reaches', async () => {
  const errors: unknown[] = [];
  const failure = new Error('connection lost');
  const sealer = scripted([failure, undefined]);
  const loop = startSealing({
    sealer,
    onError: (error) => errors.push(error),
    pause: 1,
    every: { minutes: 2, whole: 5 },
  });
  await until(() => sealer.reaches.length >= 6);
  await loop.stop();
  assert.deepEqual(errors, [failure]);
  assert.deepEqual(sealer.reaches.slice(0, 6), [
    'whole',
    'seconds',
    'minutes',
    'seconds',
    'minutes',
    'whole',
  ]);
});

test('stopping ends the rest at once, and nothing is sealed afterwards', async () => {
  const sealer = scripted([]);
  const loop = startSealing({ sealer, onError: assert.ifError, pause: 60_000 });
  await until(() => sealer.reaches.length === 1);
  await loop.stop();
  await setImmediate();
  assert.equal(sealer.reaches.length, 1);
});
