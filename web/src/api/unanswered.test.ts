import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUnanswered, makesSomething } from './unanswered.ts';

test('a request keeps its key until it was answered', () => {
  let made = 0;
  const unanswered = createUnanswered(() => `key ${++made}`);
  assert.equal(unanswered.keyOf('a'), 'key 1');
  assert.equal(unanswered.keyOf('a'), 'key 1');
  assert.equal(unanswered.keyOf('b'), 'key 2');
  unanswered.answered('a');
  assert.equal(unanswered.keyOf('a'), 'key 3');
  assert.equal(unanswered.keyOf('b'), 'key 2');
});

test('only what makes something in a workspace is named', () => {
  assert.equal(makesSomething('POST', '/workspaces/w/cases'), true);
  assert.equal(makesSomething('POST', '/workspaces/w/cases/c/comments'), true);
  assert.equal(makesSomething('POST', '/workspaces/w/cases/query'), false);
  assert.equal(makesSomething('POST', '/workspaces/w/search'), false);
  assert.equal(makesSomething('POST', '/workspaces'), false);
  assert.equal(makesSomething('POST', '/sign-in'), false);
  assert.equal(makesSomething('PATCH', '/workspaces/w/cases/c'), false);
});
