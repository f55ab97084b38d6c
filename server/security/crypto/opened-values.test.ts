import assert from 'node:assert/strict';
import test from 'node:test';
import { testScope } from '#tests/support/key-scope.ts';
import { KeyUnavailable, UnsealError } from './crypto.errors.ts';
import { createOpenedValues, openedValues } from './opened-values.ts';
import { newId } from './random.ts';
import type { SealContext, Sealed, SealMark } from './sealed.ts';

/** As the database tells it. */
const markOf = <T>(blob: Sealed<T>) => blob.subarray(-16).toString('hex') as SealMark<T>;

const place = (row = newId()): SealContext => ({ table: 'cases', row, use: 'list' });

test('a value remembered is the value sealed, and cannot be changed for the next reader', async () => {
  const { scope } = await testScope();
  const ctx = place();
  const blob = scope.seal(ctx, { title: 'x', tagIds: ['a'] });
  const first = scope.unsealKept(ctx, blob);
  assert.equal(scope.unsealKept(ctx, blob), first);
  assert.deepEqual(first, scope.unseal(ctx, blob));
  assert.throws(() => first.tagIds.push('b'), TypeError);
});

test('a blob remembered opens nowhere else, and not with one bit changed', async () => {
  const { scope } = await testScope();
  const ctx = place();
  const blob = scope.seal(ctx, { title: 'x' });
  scope.unsealKept(ctx, blob);
  assert.throws(() => scope.unsealKept(place(), blob), UnsealError);
  for (let at = 5; at < blob.length; at += 1) {
    const changed = Buffer.from(blob) as Sealed<{ title: string }>;
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.throws(() => scope.unsealKept(ctx, changed), UnsealError);
  }
});

test('what is remembered is found by the mark of its blob, there alone and of that blob alone', async () => {
  const { scope } = await testScope();
  const ctx = place();
  const [blob, next] = [scope.seal(ctx, { title: 'x' }), scope.seal(ctx, { title: 'x' })];
  const first = scope.unsealKept(ctx, blob);
  assert.equal(scope.kept(ctx, markOf(blob)), first);
  assert.equal(scope.kept(place(), markOf(blob)), undefined);
  assert.equal(scope.kept({ ...ctx, use: 'body' }, markOf(blob)), undefined);
  assert.equal(scope.kept({ ...ctx, table: 'comments' }, markOf(blob)), undefined);
  assert.equal(scope.kept(ctx, markOf(next)), undefined);
});

test('what was sealed to be remembered is, as it would be opened, whatever becomes of the value', async () => {
  const { scope } = await testScope();
  const ctx = place();
  const value = { title: 'x', tags: ['a'], gone: undefined };
  const blob = scope.sealKept(ctx, value);
  value.tags.push('b');
  assert.deepEqual(scope.kept(ctx, markOf(blob)), { title: 'x', tags: ['a'] });
  assert.deepEqual(scope.unseal(ctx, blob), { title: 'x', tags: ['a'] });
});

test('what is remembered goes with the key', async () => {
  const { scope, ring } = await testScope();
  const ctx = place();
  const blob = scope.seal(ctx, { title: 'x' });
  const before = openedValues();
  scope.unsealKept(ctx, blob);
  assert.equal(openedValues(), before + 1);
  ring.forget(scope.scopeId);
  assert.equal(openedValues(), before);
  assert.throws(() => scope.unsealKept(ctx, blob), KeyUnavailable);
  assert.equal(scope.kept(ctx, markOf(blob)), undefined);
});

test('all scopes together keep a bounded number, and none that is large', () => {
  const [one, other] = [createOpenedValues(), createOpenedValues()];
  for (let at = 0; at < 15_000; at += 1) one.keep(place(String(at)), Buffer.from('a'), at);
  for (let at = 0; at < 15_000; at += 1) other.keep(place(String(at)), Buffer.from('a'), at);
  assert.equal(openedValues(), 20_000);
  assert.equal(one.get(place('0'), Buffer.from('a')), undefined);
  assert.equal(other.get(place('14999'), Buffer.from('a')), 14_999);
  other.keep(place('large'), Buffer.alloc(2_000), 1);
  assert.equal(other.get(place('large'), Buffer.alloc(2_000)), undefined);
  one.close();
  other.close();
  assert.equal(openedValues(), 0);
});
