import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceOf, inOrder, TYPING } from './answer.ts';

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

test('a passkey comes first where the browser can use one, and last where it cannot', () => {
  assert.deepEqual(inOrder(['passkey', 'totp', 'backup_code'], true), ['passkey', 'totp', 'backup_code']);
  assert.deepEqual(inOrder(['passkey', 'totp', 'backup_code'], false), ['totp', 'backup_code', 'passkey']);
  assert.deepEqual(inOrder(['passkey'], false), ['passkey']);
});

test('every choice has words', () => {
  assert.equal(choiceOf('passkey'), 'Use a passkey');
  assert.equal(choiceOf('totp'), 'Use the authenticator app');
});
