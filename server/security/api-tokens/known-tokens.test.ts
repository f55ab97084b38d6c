import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KnownTokens } from './known-tokens.ts';

const token = (id: string) => ({ id, workspaceId: 'w', passId: 'p' });

test('a token is remembered for five minutes', () => {
  const known = new KnownTokens();
  known.add('a', token('a'), 0);
  assert.equal(known.get('a', 299_999)?.id, 'a');
  assert.equal(known.get('a', 300_000), undefined);
  assert.equal(known.get('a', 0), undefined, 'what is over is gone');
});

test('the least recently used makes room', () => {
  const known = new KnownTokens(2);
  known.add('a', token('a'), 0);
  known.add('b', token('b'), 0);
  known.get('a', 1);
  known.add('c', token('c'), 1);
  assert.equal(known.get('b', 1), undefined);
  assert.equal(known.get('a', 1)?.id, 'a');
  assert.equal(known.get('c', 1)?.id, 'c');
});
