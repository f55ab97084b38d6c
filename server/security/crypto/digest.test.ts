import assert from 'node:assert/strict';
import test from 'node:test';
import { createSha256, sha256, sha256Hex } from './digest.ts';

// FIPS 180-4 examples.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('SHA-256 gives the published answers', () => {
  assert.equal(sha256Hex('abc'), ABC);
  assert.equal(sha256(Buffer.from('abc')).toString('hex'), ABC);
  assert.equal(sha256Hex(''), EMPTY);
});

test('data in pieces digests like data in one', () => {
  assert.equal(createSha256().update('a').update(Buffer.from('bc')).digest().toString('hex'), ABC);
});
