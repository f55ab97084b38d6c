import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testClock } from '#server/platform/clock/index.ts';
import { sha256 } from '#server/security/crypto/index.ts';
import { AppError } from './problem.ts';
import type { RateStore, RateTake } from './rate-limit.store.ts';
import { applyRate, createRateLimiter, type RateClass, type RateDecision } from './rate-limit.ts';

/** Counts as migration 0010 does, in memory. */
function memoryStore(): RateStore & { takes: RateTake[] } {
  const used = new Map<string, number>();
  const takes: RateTake[] = [];
  return {
    takes,
    async take(take) {
      takes.push(take);
      const id = `${take.className} ${Buffer.from(take.key).toString('hex')} ${take.windowStart.getTime()}`;
      const before = used.get(id) ?? 0;
      const granted = Math.max(0, Math.min(take.want, take.limit - before));
      used.set(id, before + granted);
      return { granted, taken: before + granted };
    },
  };
}

const clock = testClock();
const perMinute = (limit: number): RateClass => ({ limit, windowSeconds: 60, by: 'actor' });

function limiter(limit: number, store: RateStore, by: RateClass['by'] = 'actor') {
  return createRateLimiter({ store, clock, classes: { read: { ...perMinute(limit), by } }, digest: sha256 });
}

const someone = { actor: 'u1', address: '203.0.113.9' };

async function allowedOf(check: () => RateDecision | Promise<RateDecision>, times: number): Promise<number> {
  let allowed = 0;
  for (let i = 0; i < times; i += 1) if ((await check()).allowed) allowed += 1;
  return allowed;
}

test('a node alone allows exactly the limit, and again in the next window', async () => {
  for (const limit of [1, 2, 5, 60, 1_000]) {
    const alone = limiter(limit, memoryStore());
    const check = () => alone.check('read', someone);
    assert.equal(await allowedOf(check, limit + 20), limit);
    clock.advance(60_000);
    assert.equal(await allowedOf(check, limit + 20), limit);
  }
});

test('while the counter cannot be reached nothing passes, but for a class that says so', async () => {
  const away: RateStore = { take: () => Promise.reject(new Error('gone')) };
  const health: RateClass = { limit: 1, windowSeconds: 60, by: 'address', uncounted: 'passes' };
  const strict: RateClass = { limit: 1, windowSeconds: 60, by: 'address' };
  const both = createRateLimiter({ store: away, clock, classes: { health, strict }, digest: sha256 });
  await assert.rejects(async () => both.check('strict', someone), { code: 'unavailable' });
  assert.equal((await both.check('health', someone)).allowed, true);
});

test('any number of nodes, in any order and at once, never pass the limit and reach it', async () => {
  const run = fc.record({
    limit: fc.integer({ min: 1, max: 150 }),
    nodes: fc.integer({ min: 1, max: 5 }),
    burst: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(run, async ({ limit, nodes, burst }) => {
      const store = memoryStore();
      const all = Array.from({ length: nodes }, () => limiter(limit, store));
      let allowed = 0;
      for (let round = 0; round * burst < limit + burst; round += 1) {
        const checks = all.flatMap((node) =>
          Array.from({ length: burst }, () => node.check('read', someone)),
        );
        for (const decision of await Promise.all(checks)) if (decision.allowed) allowed += 1;
      }
      assert.equal(allowed, limit);
    }),
    { numRuns: 60 },
  );
});

test('negative control: nodes that do not share their counter pass the limit', async () => {
  const apart = [limiter(10, memoryStore()), limiter(10, memoryStore())];
  let allowed = 0;
  for (const node of apart) allowed += await allowedOf(() => node.check('read', someone), 20);
  assert.equal(allowed, 20);
});

test('round trips are few, and none once the window is empty', async () => {
  const store = memoryStore();
  const node = limiter(6_000, store);
  await allowedOf(() => node.check('read', someone), 3_000);
  assert.ok(store.takes.length <= 8, `${store.takes.length} takes for 3,000 requests`);
  await allowedOf(() => node.check('read', someone), 4_000);
  const before = store.takes.length;
  assert.equal((await node.check('read', someone)).allowed, false);
  assert.equal(store.takes.length, before);
});

test('while tokens are held the answer is there at once', async () => {
  const node = limiter(60, memoryStore());
  await node.check('read', someone);
  assert.ok(!(node.check('read', someone) instanceof Promise));
});

test('actors are counted apart; without an actor the address counts, IPv6 by /64', async () => {
  const store = memoryStore();
  const node = limiter(1, store);
  const allowed = async (actor: string | undefined, address: string) =>
    (await node.check('read', { actor, address })).allowed;
  assert.equal(await allowed('u1', '2001:db8::1'), true);
  assert.equal(await allowed('u2', '2001:db8::1'), true);
  assert.equal(await allowed(undefined, '2001:db8::1'), true);
  assert.equal(await allowed(undefined, '2001:db8::ffff:2'), false);
  assert.equal(await allowed(undefined, '2001:db8:0:1::1'), true);
  assert.equal(await allowed('u1', '198.51.100.1'), false);
});

test('an address class counts the address even of an actor', async () => {
  const node = limiter(1, memoryStore(), 'address');
  assert.equal((await node.check('read', { actor: 'u1', address: '192.0.2.1' })).allowed, true);
  assert.equal((await node.check('read', { actor: 'u2', address: '192.0.2.1' })).allowed, false);
});

test('no name of anyone reaches the store', async () => {
  const store = memoryStore();
  await limiter(5, store).check('read', { address: '203.0.113.9' });
  await limiter(5, store).check('read', someone);
  for (const { key } of store.takes) {
    assert.equal(key.byteLength, 32);
    assert.ok(!Buffer.from(key).includes('203.0.113.9') && !Buffer.from(key).includes('u1'));
  }
});

test('a counter that cannot be reached lets nothing through, and recovers', async () => {
  const working = memoryStore();
  let broken = true;
  const store: RateStore = {
    ...working,
    take: (take) => (broken ? Promise.reject(new Error('no database')) : working.take(take)),
  };
  const node = limiter(5, store);
  await assert.rejects(
    async () => node.check('read', someone),
    (error) => error instanceof AppError && error.code === 'unavailable',
  );
  broken = false;
  assert.equal((await node.check('read', someone)).allowed, true);
});

test('the headers follow the draft, and a refusal says when to come back', async () => {
  clock.set(new Date('2026-01-01T00:00:20.500Z'));
  const node = limiter(2, memoryStore());
  const headers = new Map<string, unknown>();
  const reply = {
    header(name: string, value: unknown) {
      headers.set(name, value);
      return reply as never;
    },
  };
  applyRate(await node.check('read', someone), reply);
  assert.equal(headers.get('ratelimit-policy'), '"read";q=2;w=60');
  assert.equal(headers.get('ratelimit'), '"read";r=1;t=40');
  await node.check('read', someone);
  const refused = await node.check('read', someone);
  assert.throws(
    () => applyRate(refused, reply),
    (error) => error instanceof AppError && error.code === 'too_many_requests' && error.retryAfter === 40,
  );
  assert.equal(headers.get('ratelimit'), '"read";r=0;t=40');
});
