import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sha256 } from '#server/security/crypto/index.ts';
import { testOrigin, testSigner } from '#tests/support/audit-log.ts';
import { formatCheckpointKey, openCheckpoint, parseCheckpointKey, signCheckpoint } from './checkpoint.ts';

const signer = await testSigner();
const key = { name: testOrigin, publicKey: signer.publicKey };
const checkpoint = { origin: testOrigin, size: 1_234, root: sha256('root') };
const note = signCheckpoint(signer, checkpoint);

test('a checkpoint is a signed note of three lines, a blank one and a signature', () => {
  const lines = note.split('\n');
  assert.deepEqual(lines.slice(0, 4), [testOrigin, '1234', checkpoint.root.toString('base64'), '']);
  assert.match(lines[4] ?? '', /^— cases\.example\.org\/audit [A-Za-z0-9+/]{91}=$/);
  assert.deepEqual(lines.slice(5), ['']);
  assert.deepEqual(openCheckpoint(key, note), checkpoint);
});

test('any flipped bit of a note is refused', () => {
  const bytes = Buffer.from(note, 'utf8');
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      assert.equal(openCheckpoint(key, changed.toString('utf8')), undefined, `bit ${bit}`);
    }),
    { numRuns: 2_000 },
  );
});

test('a note cut anywhere is refused', () => {
  for (let length = 0; length < note.length; length += 1) {
    assert.equal(openCheckpoint(key, note.slice(0, length)), undefined);
  }
});

test('another key, or another name, opens nothing', async () => {
  const other = await testSigner();
  assert.equal(openCheckpoint({ ...key, publicKey: other.publicKey }, note), undefined);
  assert.equal(openCheckpoint({ ...key, name: 'other.example.org' }, note), undefined);
});

test('a witness may sign beside us, but not instead of us', async () => {
  const witness = await testSigner();
  const [body = ''] = note.split('\n\n');
  const line = signCheckpoint(witness, checkpoint).split('\n').at(-2) ?? '';
  const asWitness = line.replace(testOrigin, 'witness.example.net');
  assert.deepEqual(openCheckpoint(key, `${note}${asWitness}\n`), checkpoint);
  assert.equal(openCheckpoint(key, `${body}\n\n${asWitness}\n`), undefined);
  assert.equal(openCheckpoint(key, `${note}no signature line\n`), undefined);
});

test('a signed note that is no checkpoint of this log is refused', () => {
  for (const change of [
    { origin: 'else.example.org' },
    { size: -1 },
    { size: 1.5 },
    { root: sha256('x').subarray(1) },
  ]) {
    const { origin, size, root } = { ...checkpoint, ...change };
    const body = `${origin}\n${size}\n${root.toString('base64')}\n`;
    const id = Buffer.from(note.split(' ').at(-1) ?? '', 'base64').subarray(0, 4);
    const signature = Buffer.concat([id, signer.sign(Buffer.from(body))]).toString('base64');
    assert.equal(openCheckpoint(key, `${body}\n— ${testOrigin} ${signature}\n`), undefined, body);
  }
});

test('the key goes to text and back, and a damaged text is refused', () => {
  const text = formatCheckpointKey(key);
  assert.match(text, /^cases\.example\.org\/audit\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
  assert.deepEqual(parseCheckpointKey(text), key);
  for (const damaged of [
    '',
    'x',
    text.slice(1),
    text.slice(0, -4),
    text.replace('+', '+0'),
    `${text}A`,
    ` ${text}`,
  ]) {
    assert.equal(parseCheckpointKey(damaged), undefined, damaged);
  }
});

// The example key and note of golang.org/x/mod/sumdb/note, which the C2SP format was written down from.
test('a note of another implementation opens', () => {
  const theirs = parseCheckpointKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  assert.equal(theirs?.name, 'PeterNeumann');
});

test('an origin with a space or a plus sign cannot sign', () => {
  assert.throws(() => signCheckpoint(signer, { ...checkpoint, origin: 'a b' }), TypeError);
  assert.throws(() => signCheckpoint(signer, { ...checkpoint, origin: 'a+b' }), TypeError);
});
