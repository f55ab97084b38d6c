import assert from 'node:assert/strict';
import { test } from 'node:test';
import { POLICIES } from '#contracts/policies.ts';
import { registry } from '#proofs/registry.ts';

test('each policy on the public page leads to promises that have proofs', () => {
  const proven = new Set(registry.filter(({ proofs }) => proofs.length > 0).map(({ id }) => id));
  for (const { title, claims } of POLICIES) {
    assert.ok(claims.length > 0, title);
    assert.deepEqual(
      claims.filter((id) => !proven.has(id)),
      [],
      title,
    );
  }
});
