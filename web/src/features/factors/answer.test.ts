import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TYPING, typedFactors } from './answer.ts';

test('six digits are taken out of whatever was pasted, and shown in threes', () => {
  assert.equal(TYPING.totp.clean(' 123 456\n'), '123456');
  assert.equal(TYPING.totp.clean('1234567'), '123456');
  assert.equal(TYPING.totp.shown('123456'), '123 456');
  assert.equal(TYPING.totp.shown('1234'), '123 4');
  assert.equal(TYPING.totp.shown(''), '');
});

test('a backup code is typed as a mailed one is', () => {
  assert.equal(TYPING.backup_code.clean('abcd-efgh-jkmn'), 'ABCDEFGHJKMN');
});

test('a passkey is not typed', () => {
  assert.deepEqual(typedFactors(['passkey', 'totp', 'backup_code']), ['totp', 'backup_code']);
});
