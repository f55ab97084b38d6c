import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { safePath } from './safe-path.ts';

test('paths of the app pass', () => {
  for (const path of [
    '/',
    '/w/acme/cases/42',
    '/w/acme/cases?state=draft&sort=newest',
    '/account/security',
  ]) {
    assert.equal(safePath(path), path);
  }
});

test('addresses of elsewhere and tricks fall back', () => {
  const tricks = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%2f%2fevil.example',
    '/a//b',
    '/.well',
    '/a/../b',
    '/\tevil',
    '/a\n',
    ' /a',
    'javascript:alert(1)',
    '/@evil',
    '/a@b',
    '/:80',
    '',
    undefined,
    7,
    '/#a',
  ];
  for (const trick of tricks) assert.equal(safePath(trick, '/home'), '/home', String(trick));
});

test('whatever passes stays on this origin', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((s) => `/${s}`),
        fc.webUrl(),
      ),
      (text) => {
        assert.equal(new URL(safePath(text), 'https://here.example').origin, 'https://here.example');
      },
    ),
  );
});
