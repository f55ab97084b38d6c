import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formFields } from './form-body.ts';

const fieldsOf = (text: string) => formFields(Buffer.from(text));

test('a form is read as a browser writes it', () => {
  const values = fc.record(
    { SAMLResponse: fc.string({ unit: 'grapheme' }), RelayState: fc.string() },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(values, (fields) => {
      assert.deepEqual({ ...fieldsOf(String(new URLSearchParams(fields))) }, fields);
    }),
  );
});

test('what could be read in two ways is no form', () => {
  for (const text of [
    'a=1&a=2',
    'a',
    '=1',
    'a=%',
    'a=%ff',
    'a[]=1',
    'a=1&&b=2',
    'a=1&'.repeat(20),
    '__proto__=1',
  ]) {
    assert.equal(fieldsOf(text), undefined, text);
  }
  assert.equal(formFields(Buffer.from([0x61, 0x3d, 0xff])), undefined);
});
