import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testOrigin, testSigner } from '#tests/support/audit-log.ts';
import { signCheckpoint } from './checkpoint.ts';
import { cosign, cosignatureOf, formatWitnessKey, parseWitnessKey } from './cosignature.ts';

const signer = await testSigner();
const note = signCheckpoint(await testSigner(), { origin: testOrigin, size: 7, root: Buffer.alloc(32, 7) });
const witness = { name: 'peer.example.org/witness', publicKey: signer.publicKey };
const line = cosign(signer, witness.name, note, 1_800_000_000);
const signed = `${note}${line}\n`;

test('a cosignature says which witness saw which checkpoint, and when', () => {
  assert.deepEqual(cosignatureOf(witness, signed), { witness, at: 1_800_000_000 });
  assert.deepEqual(parseWitnessKey(formatWitnessKey(witness)), witness);
});

test('another witness, checkpoint or moment does not hold', async () => {
  assert.equal(cosignatureOf(witness, note), undefined, 'no line');
  const { publicKey } = await testSigner();
  assert.equal(cosignatureOf({ ...witness, publicKey }, signed), undefined);
  assert.equal(cosignatureOf({ ...witness, name: 'else' }, signed), undefined);
  assert.equal(cosignatureOf(witness, signed.replace('\n7\n', '\n8\n')), undefined);
  const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
  bytes.writeUInt8(bytes.readUInt8(11) ^ 1, 11);
  const later = `${note}— ${witness.name} ${bytes.toString('base64')}\n`;
  assert.equal(cosignatureOf(witness, later), undefined);
});
