import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueWords } from './field-words.ts';

const nameOf = (id: string) => ({ t1: 'Outage' })[id];

test('every kind of value can be read', () => {
  assert.equal(valueWords('text', nameOf), 'text');
  assert.equal(valueWords(null, nameOf), '(nothing)');
  assert.equal(valueWords([], nameOf), '(none)');
  assert.equal(valueWords(['t1', 't2'], nameOf), 'Outage\nt2');
  assert.equal(valueWords([{ name: 'Ada', role: 'Client', note: '' }], nameOf), 'Ada · Client');
});
