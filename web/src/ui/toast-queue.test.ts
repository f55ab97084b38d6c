import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createToastQueue, TOAST_MS, UNDO_MS } from './toast-queue.ts';

test('a toast goes after its time, one with undo later', () => {
  const due: { run: () => void; ms: number }[] = [];
  const queue = createToastQueue((run, ms) => due.push({ run, ms }));
  queue.push({ text: 'Saved', tone: 'plain' });
  queue.push({ text: 'Archived', tone: 'plain', undo: () => {} });
  assert.deepEqual(
    due.map(({ ms }) => ms),
    [TOAST_MS, UNDO_MS],
  );
  due[0]?.run();
  assert.deepEqual(
    queue.current().map(({ text }) => text),
    ['Archived'],
  );
});

test('the fourth toast pushes the first out, and listeners hear of each change', () => {
  const queue = createToastQueue(() => {});
  let heard = 0;
  const stop = queue.subscribe(() => {
    heard += 1;
  });
  for (const text of ['a', 'b', 'c', 'd']) queue.push({ text, tone: 'plain' });
  assert.deepEqual(
    queue.current().map(({ text }) => text),
    ['b', 'c', 'd'],
  );
  stop();
  queue.dismiss(2);
  assert.equal(heard, 4);
});
