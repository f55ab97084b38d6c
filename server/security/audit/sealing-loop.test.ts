import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { startSealing } from './sealing-loop.ts';

/** A sealer that answers from a list, and then finds nothing. */
function scripted(answers: (number | Error | undefined)[]) {
  const sweeps: boolean[] = [];
  async function sealOnce({ sweep = false } = {}): Promise<number | undefined> {
    sweeps.push(sweep);
    const answer = answers.length > 0 ? answers.shift() : 0;
    if (answer instanceof Error) throw answer;
    return answer;
  }
  const signRecords = async () => undefined;
  return { sweeps, sealOnce, signRecords };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

test('full batches follow each other; after a smaller one it rests', async () => {
  const sealer = scripted([1_000, 1_000, 5, 7]);
  const loop = startSealing({ sealer, onError: assert.ifError, pause: 60_000, batch: 1_000 });
  await until(() => sealer.sweeps.length === 3);
  await setImmediate();
  assert.deepEqual(sealer.sweeps, [true, false, false]);
  await loop.stop();
});

test('a failure is told and the loop goes on; now and then it sweeps', async () => {
  const errors: unknown[] = [];
  const failure = new Error('connection lost');
  const sealer = scripted([failure, undefined]);
  const loop = startSealing({ sealer, onError: (error) => errors.push(error), pause: 1, sweepEvery: 3 });
  await until(() => sealer.sweeps.length >= 5);
  await loop.stop();
  assert.deepEqual(errors, [failure]);
  assert.deepEqual(sealer.sweeps.slice(0, 5), [true, false, false, true, false]);
});

test('stopping ends the rest at once, and nothing is sealed afterwards', async () => {
  const sealer = scripted([]);
  const loop = startSealing({ sealer, onError: assert.ifError, pause: 60_000 });
  await until(() => sealer.sweeps.length === 1);
  await loop.stop();
  await setImmediate();
  assert.equal(sealer.sweeps.length, 1);
});
