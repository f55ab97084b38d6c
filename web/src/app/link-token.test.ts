import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenOf } from './link-token.ts';

test('only what looks like a token is one', () => {
  const token = 'A'.repeat(32);
  assert.equal(tokenOf(`#${token}`), token);
  for (const hash of ['', '#', '#short', `#${token}&x=1`, `#${'A'.repeat(129)}`, `#<script>${token}`]) {
    assert.equal(tokenOf(hash), undefined, hash);
  }
});
