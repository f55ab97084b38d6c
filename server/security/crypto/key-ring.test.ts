import assert from 'node:assert/strict';
import test from 'node:test';
import { testScope } from '#tests/support/key-scope.ts';
import { KeyUnavailable, UnknownKeyVersion, UnsealError } from './crypto.errors.ts';
import { createKeyRing } from './key-ring.ts';
import { newId } from './random.ts';
import { newWrappedKey, newWrappedKeys, type WrappedKey } from './root-key.ts';
import { brandSealed, type Sealed } from './sealed.ts';

const ctx = { table: 'cases', row: newId(), use: 'list' };

interface Counted {
  keys: WrappedKey[];
  loads: number;
  time: number;
  failure: Error | undefined;
}

async function countedRing(options: { maxAge?: number; outage?: number; settle?: number } = {}) {
  const { root } = await testScope();
  const scopeId = newId();
  const state: Counted = { keys: await newWrappedKeys(root, scopeId), loads: 0, time: 0, failure: undefined };
  const load = async () => {
    state.loads += 1;
    if (state.failure) throw state.failure;
    return state.keys;
  };
  const ring = createKeyRing({ root, load, now: () => state.time, ...options });
  return { root, scopeId, state, ring };
}

test('a scope is loaded once, for many who ask at once', async () => {
  const { ring, scopeId, state } = await countedRing();
  assert.equal(ring.peek(scopeId), undefined);
  const [one, other] = await Promise.all([ring.open(scopeId), ring.open(scopeId)]);
  assert.equal(one, other);
  assert.equal(await ring.open(scopeId), one);
  assert.equal(ring.peek(scopeId), one);
  assert.equal(state.loads, 1);
});

test('a scope without keys, or with one kind missing, is unavailable', async () => {
  const { ring, scopeId, state } = await countedRing();
  const all = state.keys;
  for (const purpose of ['seal', 'index']) {
    state.keys = all.filter((key) => key.purpose !== purpose);
    await assert.rejects(ring.open(scopeId), KeyUnavailable);
  }
  state.keys = [];
  await assert.rejects(ring.open(scopeId), KeyUnavailable);
});

test('a wrapped key moved to another scope, purpose or version does not open', async () => {
  const { root, ring, scopeId, state } = await countedRing();
  const all = state.keys;
  const forged: WrappedKey[][] = [
    await newWrappedKeys(root, newId()),
    all.map((key) => ({ ...key, version: 2 })),
    all.map((key) => ({ ...key, purpose: key.purpose === 'seal' ? 'index' : 'seal' })),
    all.map((key) => ({ ...key, rootKeyId: 'local:0000000000000000' })),
    all.map((key) => ({ ...key, wrapped: key.wrapped.subarray(1) })),
  ];
  for (const keys of forged) {
    state.keys = keys;
    await assert.rejects(ring.open(scopeId), KeyUnavailable);
  }
  state.keys = all;
  assert.equal((await ring.open(scopeId)).scopeId, scopeId);
});

test('every flipped bit of a wrapped key keeps it shut', async () => {
  const { ring, scopeId, state } = await countedRing();
  const all = state.keys;
  const size = all[0]?.wrapped.length ?? 0;
  assert.equal(size, 60);
  for (let bit = 0; bit < size * 8; bit += 1) {
    state.keys = all.map((key) => {
      const wrapped = Buffer.from(key.wrapped);
      wrapped.writeUInt8(wrapped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return { ...key, wrapped };
    });
    await assert.rejects(ring.open(scopeId), KeyUnavailable);
  }
});

test('the newest seal version seals, the older ones still open', async () => {
  const { root, ring, scopeId, state } = await countedRing({ settle: 0 });
  const old = (await ring.open(scopeId)).seal(ctx, 'text');
  state.keys = [await newWrappedKey(root, scopeId, 'seal', 2), ...state.keys];
  const scope = await ring.reload(scopeId);
  assert.equal(scope.sealVersion, 2);
  assert.equal(scope.versionOf(old), 1);
  assert.equal(scope.unseal(ctx, old), 'text');
  const resealed = scope.reseal(ctx, old);
  assert.equal(scope.versionOf(resealed), 2);
  assert.equal(scope.unseal(ctx, brandSealed<string>(resealed)), 'text');
});

test('a new version is only read with until every other process has loaded it', async () => {
  const { root, ring, scopeId, state } = await countedRing({ maxAge: 1_000 });
  await ring.open(scopeId);
  state.keys = [await newWrappedKey(root, scopeId, 'seal', 2), ...state.keys];
  const fresh = createKeyRing({ root, load: async () => state.keys, now: () => state.time, maxAge: 1_000 });
  const versions = new Map<number, (number | undefined)[]>();
  for (const time of [999, 1_000, 1_999, 2_000]) {
    state.time = time;
    versions.set(time, [(await ring.open(scopeId)).sealVersion, (await fresh.open(scopeId)).sealVersion]);
  }
  assert.deepEqual(Object.fromEntries(versions), { 999: [1, 1], 1000: [1, 1], 1999: [1, 2], 2000: [2, 2] });
  state.keys = state.keys.filter(({ purpose, version }) => purpose === 'index' || version === 2);
  const later = createKeyRing({ root, load: async () => state.keys });
  assert.equal((await later.open(scopeId)).sealVersion, 2);
});

test('a key version made by another process is loaded when it is met', async () => {
  const { root, ring, scopeId, state } = await countedRing();
  await ring.open(scopeId);
  state.keys = [await newWrappedKey(root, scopeId, 'seal', 2), ...state.keys];
  const blob = (await createKeyRing({ root, load: async () => state.keys, settle: 0 }).open(scopeId)).seal(
    ctx,
    'text',
  );

  assert.equal(await ring.retrying(scopeId, (scope) => scope.unseal(ctx, blob)), 'text');
  assert.equal(state.loads, 2);
});

test('work with several scopes is tried again for each of them', async () => {
  const [here, there] = [await countedRing(), await countedRing()];
  const rings = new Map([here, there].map(({ scopeId, state }) => [scopeId, state]));
  const { root } = here;
  for (const { scopeId, state } of [here, there]) state.keys = await newWrappedKeys(root, scopeId);
  const ring = createKeyRing({ root, load: async (scopeId) => rings.get(scopeId)?.keys ?? [] });
  const blobs = await Promise.all(
    [here, there].map(async ({ scopeId, state }) => {
      await ring.open(scopeId);
      state.keys = [await newWrappedKey(root, scopeId, 'seal', 2), ...state.keys];
      const other = createKeyRing({ root, load: async () => state.keys, settle: 0 });
      return (await other.open(scopeId)).seal(ctx, 'text');
    }),
  );
  const opened = ring.retrying(here.scopeId, async (scope) => {
    const system = ring.peek(there.scopeId) ?? (await ring.open(there.scopeId));
    const [mine, theirs] = blobs as [Sealed<string>, Sealed<string>];
    return [scope.unseal(ctx, mine), system.unseal(ctx, theirs)];
  });
  assert.deepEqual(await opened, ['text', 'text']);
});

test('a load that was under way before the key was there is not relied on', async () => {
  const { root, scopeId, state } = await countedRing();
  const gate = Promise.withResolvers<void>();
  let loads = 0;
  const ring = createKeyRing({
    root,
    load: async () => {
      loads += 1;
      const { keys } = state;
      if (loads === 2) await gate.promise;
      return keys;
    },
  });
  await ring.open(scopeId);
  const early = ring.reload(scopeId);
  state.keys = [await newWrappedKey(root, scopeId, 'seal', 2), ...state.keys];
  const other = createKeyRing({ root, load: async () => state.keys, settle: 0 });
  const blob = (await other.open(scopeId)).seal(ctx, 'text');
  const opened = ring.retrying(scopeId, (scope) => scope.unseal(ctx, blob));
  gate.resolve();
  await early;
  assert.equal(await opened, 'text');
});

test('meeting an unknown version reloads behind the scenes, at most once a second', async () => {
  const { root, ring, scopeId, state } = await countedRing();
  const scope = await ring.open(scopeId);
  state.keys = [await newWrappedKey(root, scopeId, 'seal', 2), ...state.keys];
  const blob = (await createKeyRing({ root, load: async () => state.keys, settle: 0 }).open(scopeId)).seal(
    ctx,
    'text',
  );

  for (let i = 0; i < 5; i += 1) assert.throws(() => scope.unseal(ctx, blob), UnknownKeyVersion);
  assert.equal(state.loads, 1);
  state.time = 1_000;
  for (let i = 0; i < 5; i += 1) assert.throws(() => scope.unseal(ctx, blob), UnknownKeyVersion);
  assert.equal((await ring.reload(scopeId)).unseal(ctx, blob), 'text');
  assert.equal(state.loads, 2);
});

test('a forged version stays shut after the reload, and other errors are not tried again', async () => {
  const { ring, scopeId, state } = await countedRing();
  const blob = (await ring.open(scopeId)).seal(ctx, 'text');
  const forged = Buffer.from(blob);
  forged.writeUInt32BE(99, 1);
  await assert.rejects(
    ring.retrying(scopeId, (scope) =>
      scope.unsealBytes(ctx, Buffer.concat([Buffer.of(2), forged.subarray(1)])),
    ),
    UnknownKeyVersion,
  );
  assert.equal(state.loads, 2);
  await assert.rejects(
    ring.retrying(scopeId, (scope) => scope.unseal({ ...ctx, use: 'x' }, blob)),
    UnsealError,
  );
  assert.equal(state.loads, 2);
});

test('keys are asked for again when they are old, so a withdrawn one stops working', async () => {
  const { ring, scopeId, state } = await countedRing({ maxAge: 1_000 });
  const scope = await ring.open(scopeId);
  state.keys = [];
  state.time = 999;
  assert.equal(await ring.open(scopeId), scope);
  state.time = 1_000;
  assert.equal(ring.peek(scopeId), undefined);
  await assert.rejects(ring.open(scopeId), KeyUnavailable);
  assert.throws(() => scope.seal(ctx, 'text'), KeyUnavailable);
});

test('an outage of the database or the KMS is bridged for a while, and no longer', async () => {
  const { ring, scopeId, state } = await countedRing({ maxAge: 1_000, outage: 5_000 });
  const scope = await ring.open(scopeId);
  state.failure = new Error('connection refused');
  state.time = 4_999;
  assert.equal(await ring.open(scopeId), scope);
  state.time = 5_000;
  await assert.rejects(ring.open(scopeId), /connection refused/);
});

test('a forgotten scope is gone, also for those who hold it or are waiting for it', async () => {
  const { ring, scopeId, state } = await countedRing();
  const scope = await ring.open(scopeId);
  ring.forget(scopeId);
  assert.equal(ring.peek(scopeId), undefined);
  assert.throws(() => scope.seal(ctx, 'text'), KeyUnavailable);

  const waiting = ring.open(scopeId);
  ring.forget(scopeId);
  await assert.rejects(waiting, KeyUnavailable);
  assert.equal(ring.peek(scopeId), undefined);
  assert.equal((await ring.open(scopeId)).scopeId, scopeId);
  assert.equal(state.loads, 3);
});

test('memory holds a bounded number of scopes', async () => {
  const { root } = await testScope();
  const load = (scopeId: string) => newWrappedKeys(root, scopeId);
  const ring = createKeyRing({ root, load, capacity: 2 });
  const ids = [newId(), newId(), newId()];
  for (const id of ids) await ring.open(id);
  assert.deepEqual(
    ids.map((id) => ring.peek(id) !== undefined),
    [false, true, true],
  );
});
