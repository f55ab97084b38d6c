import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newWebhookSecret, signWebhook } from './webhook-signature.ts';

test('a message is signed as Standard Webhooks says', () => {
  // HMAC-SHA256 of `msg_1.1700000000.{"a":1}` under 32 bytes of 0x01, computed with OpenSSL.
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const message = { id: 'msg_1', timestamp: 1_700_000_000, body: '{"a":1}' };
  assert.equal(signWebhook(secret, message), 'v1,3tN+SMwreJINGaFSPFdhMpE4XGSVaCkC9ee+KquMGGQ=');
});

test('each part of the message, and the secret, is signed', () => {
  const secret = newWebhookSecret();
  const message = { id: 'msg_1', timestamp: 1_700_000_000, body: '{"a":1}' };
  const signed = signWebhook(secret, message);
  for (const other of [{ id: 'msg_2' }, { timestamp: 1_700_000_001 }, { body: '{"a":2}' }])
    assert.notEqual(signWebhook(secret, { ...message, ...other }), signed);
  assert.notEqual(signWebhook(newWebhookSecret(), message), signed);
  assert.throws(() => signWebhook('secret', message), TypeError);
});
