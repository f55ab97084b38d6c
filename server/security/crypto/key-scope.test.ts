import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { createKeyRing, localRootKey, newId, newWrappedKeys } from './index.ts';

test('a value sealed for a row opens for that row', async () => {
  const root = localRootKey(join(mkdtempSync(join(tmpdir(), 'keys-')), 'root.keys'), { create: true });
  const scopeId = newId();
  const keys = await newWrappedKeys(root, scopeId);
  const scope = await createKeyRing({ root, load: async () => keys }).open(scopeId);
  const ctx = { table: 'cases', row: newId(), use: 'list' };
  const value = { title: 'Žluťoučký kůň', tags: ['a'] };
  assert.deepEqual(scope.unseal(ctx, scope.seal(ctx, value)), value);
});
