import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataPolicy, pagePolicy, previewPolicy } from './content-policy.ts';

function sourcesOf(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

/** Directives that name anything but our own origin or nothing at all. */
function strangersIn(policy: string): string[] {
  const plain = new Set(["'self'", "'none'", "'script'"]);
  return [...sourcesOf(policy)]
    .filter(([, sources]) => sources.some((source) => !plain.has(source)))
    .map(([name, sources]) => `${name} ${sources.join(' ')}`);
}

test('a page loads from its own origin alone, and makes no Trusted Types policy', () => {
  assert.deepEqual(strangersIn(pagePolicy), []);
  assert.deepEqual(sourcesOf(pagePolicy).get('default-src'), ["'none'"]);
  assert.deepEqual(sourcesOf(pagePolicy).get('trusted-types'), ["'none'"]);
});

test('what is no page loads nothing', () => {
  assert.deepEqual(strangersIn(dataPolicy), []);
  assert.ok([...sourcesOf(dataPolicy).values()].every(([source]) => source === "'none'"));
});

test('a preview may draw what is within itself, and nothing more', () => {
  assert.deepEqual(strangersIn(previewPolicy), ["img-src 'self' data:"]);
  assert.ok(sourcesOf(previewPolicy).has('sandbox'));
});

test('control: a looser policy is told', () => {
  assert.deepEqual(strangersIn(`${pagePolicy}; media-src 'self' blob:`), ["media-src 'self' blob:"]);
});
