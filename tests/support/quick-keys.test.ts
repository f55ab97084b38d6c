import assert from 'node:assert/strict';
import { generateKeyPair } from 'node:crypto';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { keepRsaKeys } from './quick-keys.ts';

const publicPart = async (modulusLength: number) => {
  const { publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength });
  return publicKey.export({ format: 'pem', type: 'spki' });
};

test('an RSA key pair is made anew each time, until it is kept', async () => {
  assert.notEqual(await publicPart(1024), await publicPart(1024));
  keepRsaKeys();
  assert.equal(await publicPart(1024), await publicPart(1024));
  assert.notEqual(await publicPart(1024), await publicPart(1032));
});
