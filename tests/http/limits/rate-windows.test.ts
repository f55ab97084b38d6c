import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createRateStore, type RateStore } from '#server/http/rate-limit.store.ts';
import { createRateLimiter } from '#server/http/rate-limit.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { sha256 } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
let pools: pg.Pool[];
let stores: RateStore[];
const clock = testClock(new Date());

before(async () => {
  database = await createTestDatabase();
  pools = [1, 2].map(() => new pg.Pool({ connectionString: database.appUrl, max: 4 }));
  stores = pools.map((pool) =>
    createRateStore(async (text, values) => (await pool.query(text, [...values])).rows),
  );
});
after(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});

function storeOf(node: number): RateStore {
  const store = stores[node];
  assert.ok(store);
  return store;
}

const nodeOn = (store: RateStore, limit: number, name: string) =>
  createRateLimiter({
    store,
    clock,
    digest: sha256,
    classes: { [name]: { limit, windowSeconds: 3_600, by: 'actor' } },
  });

async function allowedOnTwo(
  first: RateStore,
  second: RateStore,
  limit: number,
  name: string,
): Promise<number> {
  const nodes = [nodeOn(first, limit, name), nodeOn(second, limit, name)];
  const subject = { actor: 'u1', address: '203.0.113.9' };
  const checks = nodes.flatMap((node) => Array.from({ length: limit + 5 }, () => node.check(name, subject)));
  return (await Promise.all(checks)).filter((decision) => decision.allowed).length;
}

test('two nodes on one database share the limit, to the one', async () => {
  for (const limit of [1, 7, 60, 400]) {
    assert.equal(await allowedOnTwo(storeOf(0), storeOf(1), limit, `shared-${limit}`), limit);
  }
});

test('negative control: a counter that forgets what others took passes the limit', async () => {
  const forgetful: RateStore = {
    ...storeOf(1),
    take: (take) => storeOf(1).take({ ...take, className: `${take.className}-own` }),
  };
  assert.equal(await allowedOnTwo(storeOf(0), forgetful, 60, 'apart'), 120);
});

test('parallel takes are granted what is there and no more', async () => {
  const take = {
    className: 'direct',
    key: sha256('x'),
    windowStart: new Date(),
    windowSeconds: 60,
    want: 7,
    limit: 50,
  };
  const grants = await Promise.all(Array.from({ length: 20 }, (_, i) => storeOf(i % 2).take(take)));
  assert.equal(
    grants.reduce((sum, grant) => sum + grant.granted, 0),
    50,
  );
  assert.equal(Math.max(...grants.map((grant) => grant.taken)), 50);
  assert.deepEqual(await storeOf(0).take(take), { granted: 0, taken: 50 });
});

test('a lowered limit grants nothing more', async () => {
  const take = { className: 'lowered', key: sha256('x'), windowStart: new Date(), windowSeconds: 60 };
  await storeOf(0).take({ ...take, want: 40, limit: 60 });
  assert.deepEqual(await storeOf(0).take({ ...take, want: 5, limit: 30 }), { granted: 0, taken: 30 });
});

test('cleaning removes the windows that are over, and only those', async () => {
  const take = { className: 'cleaned', windowSeconds: 60, want: 1, limit: 5 };
  await storeOf(0).take({ ...take, key: sha256('old'), windowStart: new Date(Date.now() - 3_600_000) });
  await storeOf(0).take({ ...take, key: sha256('new'), windowStart: new Date() });
  const clean = () =>
    withClient(database.appUrl, async (app) => (await app.query('select app.rate_clean() as removed')).rows);
  assert.deepEqual(await clean(), [{ removed: 1 }]);
  assert.deepEqual(await clean(), [{ removed: 0 }]);
  const left = await withClient(database.adminUrl, (admin) =>
    admin.query("select key from app.rate_windows where class = 'cleaned'"),
  );
  assert.deepEqual(
    left.rows.map((row) => row.key.toString('hex')),
    [sha256('new').toString('hex')],
  );
});

test('the live role reaches the counters through the two functions only', async () => {
  await withClient(database.appUrl, async (app) => {
    const statements = [
      'select * from app.rate_windows',
      'update app.rate_windows set used = 0',
      'delete from app.rate_windows',
      'truncate app.rate_windows',
      "insert into app.rate_windows values ('a', '\\x00', now(), now(), 0, 0)",
    ];
    for (const statement of statements)
      await assert.rejects(app.query(statement), { code: '42501' }, statement);
  });
  await withClient(database.adminUrl, async (admin) => {
    const { rows } = await admin.query('select count(*)::int as windows from app.rate_windows');
    assert.ok(rows[0].windows > 0, 'negative control: there was something to reach');
  });
});

test('a take of nothing, or of a negative number, is refused', async () => {
  const take = {
    className: 'refused',
    key: sha256('x'),
    windowStart: new Date(),
    windowSeconds: 60,
    limit: 5,
  };
  for (const want of [0, -5]) await assert.rejects(storeOf(0).take({ ...take, want }), { code: '22023' });
});
