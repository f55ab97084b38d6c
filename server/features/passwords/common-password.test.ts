import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { missingFrom } from '#contracts/password-rules.ts';
import { isCommonPassword, wordsOfAddress } from './common-password.ts';

const common = [
  'Password123!',
  'P@ssw0rd2024!',
  '!!Welcome-Welcome1',
  'Qwertyuiop12!',
  'Summer2025!!!!',
  'Adm1nistrat0r!',
  'Iloveyou1234!',
  'LetMeIn!LetMeIn!1',
  'Abcdefgh1234!',
  'Zyxwvuts1234!',
  'AAAAaaaa1111!',
  'M0nkeyDrag0n!!1',
  'Caseward-2026!!',
];
const fine = [
  'Correct-Horse7-Battery-Staple',
  'tR5#vq!mZ2pL',
  'Vermilion canoe 41 thaws!',
  'Kx9$wolfram-ibex',
];

test('what everybody tries first is known in every dress', () => {
  for (const password of common) {
    assert.deepEqual(missingFrom(password), [], `${password} would pass the rules`);
    assert.equal(isCommonPassword(password, []), true, password);
  }
});

test('what takes guessing is let through', () => {
  for (const password of fine) assert.equal(isCommonPassword(password, []), false, password);
});

test('a password made of one’s own address is as easy to guess', () => {
  const mine = wordsOfAddress('ottilie.krabbe@werkbank.example');
  for (const password of ['OttilieKrabbe1!', 'Ottilie-2026-Ottilie', 'Kr4bbe!Werkb4nk1']) {
    assert.equal(isCommonPassword(password, mine), true, password);
    assert.equal(isCommonPassword(password, []), false, `${password}, of somebody else`);
  }
});

test('control: random characters are never taken for common ones', () => {
  const letters = fc.constantFrom(...'bcdfghjklmnpqrtvwxz'.split(''));
  fc.assert(
    fc.property(fc.array(letters, { minLength: 16, maxLength: 24 }), (drawn) => {
      const text = drawn.join('');
      fc.pre(!/(.)\1/.test(text) && !/[a-z]*(bcd|cdf|dfg|fgh|ghj|hjk|jkl|wsx)[a-z]*/.test(text));
      assert.equal(isCommonPassword(`${text}A1!`, []), false, text);
    }),
    { numRuns: 200 },
  );
});

test('a word over and over is still that word, and a hostile length is looked at no longer than a short one', () => {
  assert.equal(isCommonPassword(`${'password'.repeat(100)}A1!`, []), true);
  assert.equal(isCommonPassword('passwordadmin'.repeat(70) + 'x'.repeat(80), []), false);
});
