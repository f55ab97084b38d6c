import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import type { Upload } from '#contracts/evidence.ts';
import { createUploadQueue, type QueuePort, type Sending } from './upload-queue.ts';

const done: Upload = { id: 'u', state: 'clean', offset: 1, size: 1, pieceSize: 8388608, refusal: null };
const fileOf = (name: string) => new File(['x'], name);

function queueWith(over: Partial<QueuePort>) {
  let keys = 0;
  const queue = createUploadQueue({
    send: async () => done,
    refusalOf: () => undefined,
    sentenceOf: (error) => String(error),
    onEnd: () => undefined,
    newKey() {
      keys += 1;
      return `k${keys}`;
    },
    ...over,
  });
  const shown = () => queue.current().map(({ file, failed, final }) => ({ name: file.name, failed, final }));
  return { queue, shown };
}

test('two go at a time, and each that ends makes room', async () => {
  const open: (() => void)[] = [];
  const { queue, shown } = queueWith({
    send: () => new Promise((resolve) => open.push(() => resolve(done))),
  });
  queue.add(['a', 'b', 'c'].map(fileOf));
  await soon();
  assert.equal(open.length, 2);
  assert.ok(queue.isBusy());
  open[0]?.();
  await soon();
  assert.equal(open.length, 3);
  assert.deepEqual(
    shown().map(({ name }) => name),
    ['b', 'c'],
  );
});

test('what is refused before it is sent says why and is not sent', async () => {
  const sent: string[] = [];
  const { queue, shown } = queueWith({
    refusalOf: ({ name }) => (name.endsWith('.exe') ? 'Not kept.' : undefined),
    send: async ({ file }: Sending) => {
      sent.push(file.name);
      return done;
    },
  });
  queue.add([fileOf('a.exe'), fileOf('b.txt')]);
  await soon();
  assert.deepEqual(sent, ['b.txt']);
  assert.deepEqual(shown(), [{ name: 'a.exe', failed: 'Not kept.', final: true }]);
});

test('one that broke off is resumed under its id, and still replaces what it was to replace', async () => {
  const seen: (readonly [string | undefined, string | undefined])[] = [];
  const { queue, shown } = queueWith({
    async send({ replacesId, id }, steps) {
      seen.push([replacesId, id]);
      if (id !== undefined) return done;
      steps.began('u1');
      throw new Error('away');
    },
  });
  queue.add([fileOf('a')], { replacesId: 'older' });
  await soon();
  assert.deepEqual(shown(), [{ name: 'a', failed: 'Error: away', final: undefined }]);
  const [sending] = queue.current();
  assert.ok(sending);
  queue.resume(sending);
  await soon();
  assert.deepEqual(seen, [
    ['older', undefined],
    ['older', 'u1'],
  ]);
  assert.deepEqual(shown(), []);
});

test('a stopped one is gone at once, and sends nothing more', async () => {
  let stopped: (() => boolean) | undefined;
  const { queue, shown } = queueWith({
    send: (_sending, steps) => {
      stopped = steps.stopped;
      return new Promise(() => undefined);
    },
  });
  queue.add([fileOf('a')]);
  await soon();
  const [sending] = queue.current();
  queue.stop(sending?.key ?? '');
  assert.deepEqual(shown(), []);
  assert.equal(stopped?.(), true);
});

test('while one pauses it says why, until it goes on', async () => {
  const again = Promise.withResolvers<void>();
  const { queue } = queueWith({
    async send(_, steps) {
      steps.onBreak('The store is away.');
      await again.promise;
      steps.onProgress(1);
      return new Promise(() => undefined);
    },
  });
  const paused = () => queue.current().map(({ pausedFor }) => pausedFor);
  queue.add([fileOf('a')]);
  await soon();
  assert.deepEqual(paused(), ['The store is away.']);
  again.resolve();
  await soon();
  assert.deepEqual(paused(), [undefined]);
});
