import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf } from './problem.ts';

test('a problem of ours is read', () => {
  assert.equal(problemOf('{"code":"forbidden","message":"No."}')?.code, 'forbidden');
});

test('a page of a proxy, a cut reply and a body without a sentence give nothing', () => {
  for (const text of ['<html>502</html>', '{"code":"forb', '', 'null', '{"code":"x"}', '[]']) {
    assert.equal(problemOf(text), undefined, text);
  }
});
