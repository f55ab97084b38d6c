import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCOPE_NEEDS, Scope } from '#contracts/access.ts';
import { SCOPE_GROUPS, withoutScope, withScope } from './scope-words.ts';

test('every scope is offered once, in words', () => {
  const offered = SCOPE_GROUPS.flatMap(({ scopes }) => scopes.map(({ scope }) => scope));
  assert.deepEqual(offered.toSorted(), Scope.options.toSorted());
});

test('a choice is always whole: what a scope needs comes and goes with it', () => {
  for (const scope of Scope.options) {
    const chosen = withScope([], scope);
    const needed = SCOPE_NEEDS[scope];
    assert.deepEqual(chosen.toSorted(), needed === undefined ? [scope] : [needed, scope].toSorted());
    if (needed !== undefined) assert.deepEqual(withoutScope(chosen, needed), []);
    assert.ok(!withoutScope(chosen, scope).includes(scope));
  }
});
