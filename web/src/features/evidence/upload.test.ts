import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Upload } from '#contracts/evidence.ts';
import { sendFile, TRIES, type UploadPort } from './upload.ts';

const PIECE = 8 * 1024 * 1024;
const SIZE = PIECE * 2 + 5;
const about = { name: 'a.bin', size: SIZE, type: '', caption: '', tags: [], visibility: 'case' as const };
const file = new Blob([new Uint8Array(SIZE)]);

function server(fail: (call: number) => unknown) {
  let offset = 0;
  let calls = 0;
  const log: string[] = [];
  const now = (): Upload => ({
    id: 'u',
    state: 'uploading',
    offset,
    size: SIZE,
    pieceSize: PIECE,
    refusal: null,
  });
  const told = (what: string) => {
    log.push(what);
    return now();
  };
  const port: UploadPort = {
    begin: async () => told('begin'),
    where: async () => told('where'),
    wait: async (ms) => void log.push(`wait ${ms}`),
    send: async (_, at, piece, onBytes) => {
      calls += 1;
      const error = fail(calls);
      if (error !== undefined) throw error;
      assert.equal(at, offset);
      onBytes(piece.size);
      offset += piece.size;
      log.push(`send ${piece.size}`);
      return now();
    },
  };
  return { port, log };
}

const steps = () => {
  const seen: number[] = [];
  const breaks: unknown[] = [];
  return {
    seen,
    breaks,
    onProgress: (sent: number) => seen.push(sent),
    stopped: () => false,
    began: () => {},
    onBreak: (error: unknown) => breaks.push(error),
  };
};

test('a file goes in pieces, the last one short', async () => {
  const { port, log } = server(() => undefined);
  const watched = steps();
  await sendFile(file, about, undefined, port, watched);
  assert.deepEqual(log, ['begin', `send ${PIECE}`, `send ${PIECE}`, 'send 5']);
  assert.equal(watched.seen.at(-1), SIZE);
});

test('after a break it asks where it stands and goes on from there', async () => {
  const { port, log } = server((call) => (call === 2 ? new Error('away') : undefined));
  const watched = steps();
  await sendFile(file, about, undefined, port, watched);
  assert.deepEqual(watched.breaks.map(String), ['Error: away']);
  assert.deepEqual(log, ['begin', `send ${PIECE}`, 'wait 1000', 'where', `send ${PIECE}`, 'send 5']);
});

test('an upload with an id is resumed, not begun', async () => {
  const { port, log } = server(() => undefined);
  await sendFile(file, about, 'u', port, steps());
  assert.equal(log[0], 'where');
});

test('it gives up after some tries, and at once when refused', async () => {
  const away = server(() => new Error('away'));
  await assert.rejects(sendFile(file, about, undefined, away.port, steps()));
  assert.equal(away.log.filter((line) => line.startsWith('wait')).length, TRIES - 1);
  const refused = server(() => Object.assign(new Error('no'), { status: 413 }));
  await assert.rejects(sendFile(file, about, undefined, refused.port, steps()));
  assert.deepEqual(refused.log, ['begin']);
});

test('a stopped upload sends nothing more', async () => {
  const { port, log } = server(() => undefined);
  assert.equal(await sendFile(file, about, undefined, port, { ...steps(), stopped: () => true }), undefined);
  assert.deepEqual(log, []);
});

test('a network that is away for longer is waited for, while asking where it stands fails too', async () => {
  const { port, log } = server((call) => (call === 1 ? new Error('away') : undefined));
  let away = 2;
  const where = port.where;
  port.where = async (id) => {
    away -= 1;
    if (away >= 0) throw new Error('away');
    return where(id);
  };
  await sendFile(file, about, undefined, port, steps());
  assert.deepEqual(log.slice(0, 5), ['begin', 'wait 1000', 'wait 2000', 'wait 4000', 'where']);
});
