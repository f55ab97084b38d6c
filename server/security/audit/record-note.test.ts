import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { newId, sha256 } from '#server/security/crypto/index.ts';
import { testOrigin, testSigner } from '#tests/support/audit-log.ts';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { openRecordNote, signRecord } from './record-note.ts';

const signer = await testSigner();
const key = { name: testOrigin, publicKey: signer.publicKey };
const stamp = { kind: 'departure', workspaceId: newId(), id: newId(), digest: sha256('a record') };
const note = signRecord(signer, testOrigin, stamp);

test('the note of a record opens with its key, and with no other', async () => {
  assert.deepEqual(openRecordNote(key, note), stamp);
  const other = await testSigner();
  assert.equal(openRecordNote({ name: testOrigin, publicKey: other.publicKey }, note), undefined);
});

test('any flipped bit of a note is refused', () => {
  const bytes = Buffer.from(note, 'utf8');
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      assert.equal(openRecordNote(key, changed.toString('utf8')), undefined, `bit ${bit}`);
    }),
    { numRuns: 1_000 },
  );
});

test('a record is no checkpoint, and a checkpoint no record', () => {
  assert.equal(openCheckpoint(key, note), undefined);
  const checkpoint = signCheckpoint(signer, { origin: testOrigin, size: 3, root: sha256('root') });
  assert.equal(openRecordNote(key, checkpoint), undefined);
});
