import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAutosave, QUIET_MS, RETRY_MS, type SaveState } from './autosave.ts';

function setUp(save: (content: string) => Promise<void>) {
  const timers: { run: () => void; ms: number; live: boolean }[] = [];
  const timer = {
    set: (run: () => void, ms: number) => {
      const made = { run, ms, live: true };
      timers.push(made);
      return made;
    },
    clear: (one: unknown) => {
      const made = timers.find((other) => other === one);
      if (made) made.live = false;
    },
  };
  const states: SaveState[] = [];
  const due = () => timers.filter(({ live }) => live).at(-1);
  return { autosave: createAutosave(save, (state) => states.push(state), timer), states, due };
}

test('only the last text is saved, when the typing has stopped', async () => {
  const saved: string[] = [];
  const { autosave, states, due } = setUp(async (text) => void saved.push(text));
  autosave.change('a');
  autosave.change('ab');
  assert.equal(due()?.ms, QUIET_MS);
  await autosave.flush();
  assert.deepEqual(saved, ['ab']);
  assert.deepEqual(states, ['waiting', 'waiting', 'saving', 'saved']);
});

test('what is typed during a save is saved after it', async () => {
  const saved: string[] = [];
  let finish = () => {};
  const { autosave } = setUp(async (text) => {
    saved.push(text);
    await new Promise<void>((done) => {
      finish = done;
    });
  });
  autosave.change('a');
  const first = autosave.flush();
  await Promise.resolve();
  autosave.change('ab');
  const second = autosave.flush();
  finish();
  await first;
  await new Promise((done) => setImmediate(done));
  finish();
  await second;
  assert.deepEqual(saved, ['a', 'ab']);
});

test('a failed save is planned again and loses nothing', async () => {
  let fail = true;
  const saved: string[] = [];
  const { autosave, states, due } = setUp(async (text) => {
    if (fail) throw new Error('away');
    saved.push(text);
  });
  autosave.change('a');
  await autosave.flush();
  assert.equal(states.at(-1), 'failed');
  assert.equal(due()?.ms, RETRY_MS);
  fail = false;
  await autosave.flush();
  assert.deepEqual(saved, ['a']);
});

test('after the stop nothing is saved', async () => {
  const saved: string[] = [];
  const { autosave } = setUp(async (text) => void saved.push(text));
  autosave.change('a');
  await autosave.stop();
  await autosave.flush();
  assert.deepEqual(saved, []);
});
