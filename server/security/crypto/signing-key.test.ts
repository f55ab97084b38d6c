import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { testScope } from '#tests/support/key-scope.ts';
import { UnsealError } from './crypto.errors.ts';
import { newSigner, openSigner, verifySignature } from './signing-key.ts';

const ctx = { table: 'signing_keys', row: 'audit', use: 'private-key' };

test('a published signature verifies (RFC 8032, 7.1, test 2)', () => {
  const publicKey = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex');
  const signature = Buffer.from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    'hex',
  );
  assert.equal(verifySignature(publicKey, Buffer.of(0x72), signature), true);
  assert.equal(verifySignature(publicKey, Buffer.of(0x73), signature), false);
});

test('a signer opened again signs for the same public key', async () => {
  const { scope } = await testScope();
  const { signer, sealed } = newSigner(scope, ctx);
  const again = openSigner(scope, ctx, sealed);
  assert.deepEqual(again.publicKey, signer.publicKey);
  const data = Buffer.from('checkpoint');
  assert.deepEqual(again.sign(data), signer.sign(data));
  assert.equal(verifySignature(signer.publicKey, data, again.sign(data)), true);
});

test('every flipped bit of a signature is refused', async () => {
  const { scope } = await testScope();
  const { signer } = newSigner(scope, ctx);
  const data = Buffer.from('checkpoint');
  const signature = signer.sign(data);
  fc.assert(
    fc.property(fc.nat(signature.length * 8 - 1), (bit) => {
      const changed = Buffer.from(signature);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      assert.equal(verifySignature(signer.publicKey, data, changed), false);
    }),
  );
  assert.equal(verifySignature(signer.publicKey, data, signature.subarray(1)), false);
  assert.equal(verifySignature(signer.publicKey.subarray(1), data, signature), false);
});

test('the private key opens only where it was sealed, and not as plain bytes', async () => {
  const { scope } = await testScope();
  const { sealed } = newSigner(scope, ctx);
  assert.throws(() => openSigner(scope, { ...ctx, row: 'other' }, sealed), UnsealError);
  assert.throws(() => scope.unsealBytes(ctx, sealed), UnsealError);
});
