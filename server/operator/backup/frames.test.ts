import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { BrokenDump, type FrameKind, frame, framesOf } from './frames.ts';

async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function all(bytes: Buffer, size = bytes.length || 1) {
  const found = [];
  for await (const { kind, bytes: content } of framesOf(pieces(bytes, size)))
    found.push([kind, content.toString('hex')]);
  return found;
}
const kinds: readonly FrameKind[] = ['T', 'R', 'E', 'Z'];

test('frames come out as they went in, however they are cut on the way', async () => {
  const some = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.uint8Array({ maxLength: 300 })), {
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 1, max: 50 }), async (frames, size) => {
      const bytes = Buffer.concat(frames.map(([kind, content]) => frame(kind, Buffer.from(content))));
      const expected = frames.map(([kind, content]) => [kind, Buffer.from(content).toString('hex')]);
      assert.deepEqual(await all(bytes, size), expected);
    }),
  );
});

test('a dump that is cut, of another kind, or of a length nobody writes is broken', async () => {
  const whole = frame('R', Buffer.from('rows'));
  for (let end = 1; end < whole.length; end += 1)
    await assert.rejects(all(whole.subarray(0, end)), BrokenDump);
  await assert.rejects(all(Buffer.concat([Buffer.from('X'), whole.subarray(1)])), BrokenDump);
  await assert.rejects(all(Buffer.from('52ffffffff', 'hex')), BrokenDump);
});
