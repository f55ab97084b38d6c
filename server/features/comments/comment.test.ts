import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayDeleteComment, mayEditComment, OWN_DELETE_WINDOW_MS } from './comment.ts';

const said = { authorId: 'mia', createdAt: '2026-01-01T00:00:00Z' };
const born = Date.parse(said.createdAt);
const mia = { userId: 'mia', role: 'member' } as const;

test('only its author edits a comment', () => {
  assert.ok(mayEditComment('mia', said));
  assert.ok(!mayEditComment('olaf', said));
});

test('its author deletes it for 72 hours, a manager always, a reviewer not another’s', () => {
  assert.ok(mayDeleteComment(mia, said, born + OWN_DELETE_WINDOW_MS - 1));
  assert.ok(!mayDeleteComment(mia, said, born + OWN_DELETE_WINDOW_MS));
  assert.ok(mayDeleteComment({ userId: 'max', role: 'manager' }, said, born + 10 * OWN_DELETE_WINDOW_MS));
  assert.ok(!mayDeleteComment({ userId: 'rita', role: 'reviewer' }, said, born + 1));
});
