import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, errorAt, writtenOf } from './contact-words.ts';

test('addresses are sent a line each, once, without empty ones', () => {
  const { emails, phones } = writtenOf({
    ...EMPTY,
    emails: ' a@b.example\n\na@b.example\r\nc@d.example',
    phones: ' ',
  });
  assert.deepEqual([emails, phones], [['a@b.example', 'c@d.example'], []]);
});

test('what is wrong with a line stands at its field, and at no other that begins alike', () => {
  assert.equal(errorAt({ 'emails.1': 'No address.' }, 'emails'), 'No address.');
  assert.equal(errorAt({ emailsToo: 'x' }, 'emails'), undefined);
});
