import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialsOf } from './initials.ts';

test('two names give two letters, an address gives those before the at', () => {
  assert.equal(initialsOf('Ada King Lovelace'), 'AL');
  assert.equal(initialsOf('ada.lovelace@example.org'), 'AL');
  assert.equal(initialsOf('ada'), 'A');
});

test('nothing usable gives a question mark, and a surrogate pair stays whole', () => {
  assert.equal(initialsOf(' '), '?');
  assert.equal(initialsOf('𝒜da'), '𝒜');
});
