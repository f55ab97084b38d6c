import assert from 'node:assert/strict';
import test from 'node:test';
import { testLog, testOrigin, testSigner } from '#tests/support/audit-log.ts';
import { formatCheckpointKey, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import type { ExportLine } from './export-line.ts';
import { emptyTree } from './merkle.ts';
import { verifyExport } from './verify.ts';

const [first, second, forger] = [await testSigner(), await testSigner(), await testSigner()];
const keyOf = ({ publicKey }: typeof first) => formatCheckpointKey({ name: testOrigin, publicKey });
// Checkpoints over 2, 5 (which hands over) and 9 entries.
const log = testLog(first, [2, 3, 4], { 1: second });
const notes = log.lines.filter((line) => line.type === 'checkpoint').map(({ note }) => note);

/** The export with the checkpoint of that number signed by another, or left out. */
function withNote(number: number, note: string | undefined): string[] {
  let seen = -1;
  const lines = log.lines.flatMap((line): ExportLine[] => {
    if (line.type !== 'checkpoint') return [line];
    seen += 1;
    if (seen !== number) return [line];
    return note === undefined ? [] : [{ type: 'checkpoint', note }];
  });
  return log.text(lines);
}

/** What the log was over the first `size` entries. */
function rootAt(size: number): Buffer {
  const tree = emptyTree();
  for (const line of log.lines) {
    if (line.type === 'entry' && line.seq < size) tree.append(Buffer.from(line.leaf, 'base64'));
  }
  return tree.root();
}

async function kindOf(text: readonly string[], expected = {}): Promise<string | undefined> {
  const { ok, firstBad } = await verifyExport(text, expected);
  assert.equal(ok, firstBad === undefined);
  return firstBad?.kind;
}

test('old checkpoints hold by the old key, new ones by the new key', async () => {
  const result = await verifyExport(log.text());
  assert.deepEqual([result.ok, result.checkpoints], [true, 3]);
  assert.deepEqual(result.keys, [keyOf(first), keyOf(second)]);
});

test('either key, got elsewhere, is enough; another is not', async () => {
  assert.equal(await kindOf(log.text(), { key: keyOf(first) }), undefined);
  assert.equal(await kindOf(log.text(), { key: keyOf(second) }), undefined);
  assert.equal(await kindOf(log.text(), { key: keyOf(forger) }), 'checkpoint');
});

test('a checkpoint kept from before either key holds on', async () => {
  for (const note of notes) assert.equal(await kindOf(log.text(), { note }), undefined);
  const other = testLog(first, [2, 3, 4], { 1: second });
  assert.equal(
    await kindOf(log.text(), { note: other.lines.at(-1)?.type === 'checkpoint' ? noteOf(other) : '' }),
    'edited',
  );
});

function noteOf({ lines }: typeof log): string {
  const last = lines.at(-1);
  return last?.type === 'checkpoint' ? last.note : '';
}

test('a forged introduction is refused, however it is made', async () => {
  const next = { name: testOrigin, publicKey: forger.publicKey };
  const body = { origin: testOrigin, size: 5, root: rootAt(5) };
  const line = `caseward-next-key ${formatCheckpointKey(next)}\n`;
  const honest = notes[1] ?? '';
  const forgeries = [
    // Signed by the forger, who is not in the log yet.
    signCheckpoint(forger, { ...body, next }),
    // The old key's signature, over other words.
    honest.replace(/caseward-next-key .*\n/, line),
    signCheckpoint(first, body).replace('\n\n', `\n${line}\n`),
    honest.replace('\n\n', `\n${line}\n`),
    // For another log.
    signCheckpoint(first, { ...body, next: { ...next, name: 'else.example.org' } }),
  ];
  for (const note of forgeries) {
    assert.equal(await kindOf(withNote(1, note)), 'checkpoint', note);
  }
  const forged = signCheckpoint(forger, { origin: testOrigin, size: 9, root: rootAt(9) });
  const both = testLog(first, [2, 3, 4], { 1: second });
  assert.equal(await kindOf(both.text()), undefined);
  assert.equal(await kindOf(withNote(2, forged)), 'checkpoint');
});

test('control: with the hand-over made by the old key itself, the same new key is taken', async () => {
  const taken = testLog(first, [2, 3, 4], { 1: forger });
  assert.equal(await kindOf(taken.text()), undefined);
});

test('a hand-over left out, or undone, is found', async () => {
  assert.equal(await kindOf(withNote(1, undefined)), 'checkpoint');
  assert.equal(
    await kindOf(withNote(1, signCheckpoint(first, { origin: testOrigin, size: 5, root: rootAt(5) }))),
    'checkpoint',
  );
});

test('the old key signs nothing after it has handed over', async () => {
  const late = signCheckpoint(first, { origin: testOrigin, size: 9, root: rootAt(9) });
  assert.equal(await kindOf(withNote(2, late)), 'checkpoint');
});

test('handing over to the key one expects proves nothing by itself', async () => {
  const forged = testLog(forger, [3, 2], { 1: first });
  assert.equal(await kindOf(forged.text()), undefined);
  assert.equal(await kindOf(forged.text(), { key: keyOf(first) }), 'checkpoint');
});

test('the next key is part of the note, and anyone can read it', () => {
  const note = notes[1] ?? '';
  const found = openCheckpoint({ name: testOrigin, publicKey: first.publicKey }, note);
  assert.deepEqual(found?.next, { name: testOrigin, publicKey: Buffer.from(second.publicKey) });
  assert.match(note, /^cases\.example\.org\/audit\n5\n[^\n]+\ncaseward-next-key cases/);
});
