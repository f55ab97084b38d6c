import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#server/security/crypto/index.ts';
import { testScope } from '#tests/support/key-scope.ts';
import { hashPassword, matchesPassword } from './password-proof.ts';

test('every character counts, behind a zero byte and far beyond what bcrypt looks at', async () => {
  const { scope: system } = await testScope();
  const id = newId();
  const hash = await hashPassword(system, id, `before\0${'x'.repeat(300)}behind`);
  assert.equal(await matchesPassword(system, id, `before\0${'x'.repeat(300)}behind`, hash), true);
  for (const other of ['before', `before\0${'x'.repeat(300)}`, `before\0${'x'.repeat(300)}Behind`])
    assert.equal(await matchesPassword(system, id, other, hash), false, other);
});

test('a letter is the same however a keyboard composes it, and the hash is bound to its owner', async () => {
  const { scope: system } = await testScope();
  const id = newId();
  const hash = await hashPassword(system, id, 'Caf\u00e9 au lait, 12');
  assert.equal(await matchesPassword(system, id, 'Cafe\u0301 au lait, 12', hash), true);
  assert.equal(await matchesPassword(system, newId(), 'Caf\u00e9 au lait, 12', hash), false);
});
