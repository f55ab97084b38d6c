import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ceremonyWords } from './ceremony-words.ts';

test('whatever a browser throws has a sentence that says what to do, and nothing of its own', () => {
  const names = [
    'NotAllowedError',
    'InvalidStateError',
    'ConstraintError',
    'NotSupportedError',
    'SecurityError',
  ];
  for (const name of [...names, 'AbortError', 'UnknownError', '__proto__', ''])
    for (const ceremony of ['make', 'use'] as const) {
      const words = ceremonyWords(ceremony, name);
      assert.match(words, /^[A-Z].{20,}\.$/);
      assert.doesNotMatch(words, /Error|undefined/);
    }
});

test('cancelling is told apart from a device that holds one already', () => {
  assert.match(ceremonyWords('make', 'NotAllowedError'), /cancelled/);
  assert.match(ceremonyWords('make', 'InvalidStateError'), /holds a passkey of yours already/);
});
