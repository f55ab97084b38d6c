import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Db, openDatabase } from './database.ts';
import { runIn, sendIn, statement } from './statement.ts';
import type { Tx } from './transaction.ts';

let place: TestDatabase;
let db: Db;

const make = statement<[id: number], never>('insert into public.kept (id) values ($1)');
const all = statement<[], { id: number }>('select id from public.kept order by id');

before(async () => {
  place = await createTestDatabase();
  db = openDatabase({ url: place.adminUrl, max: 2, prepared: true });
  await db.pool.query('create table public.kept (id int primary key)');
});
after(async () => {
  await db.close();
  await place.drop();
});

const kept = async () => (await db.run(all, [])).map(({ id }) => id);

test('what is sent and not waited for is committed', async () => {
  await db.transaction(async (tx) => sendIn(tx, make, [1]));
  assert.deepEqual(await kept(), [1]);
});

test('when it fails, the commit fails with it and nothing is kept', async () => {
  const work = db.transaction(async (tx) => {
    sendIn(tx, make, [2]);
    sendIn(tx, make, [1]);
    sendIn(tx, make, [3]);
  });
  await assert.rejects(work, /duplicate key/);
  assert.deepEqual(await kept(), [1]);
});

test('a failure that the work swallowed is no success either', async () => {
  const work = db.transaction(async (tx) => {
    await runIn(tx, make, [4]);
    await runIn(tx, make, [1]).catch(() => undefined);
  });
  await assert.rejects(work, /duplicate key/);
  assert.deepEqual(await kept(), [1]);
});

test('a throw takes back what was sent, and the connection serves the next', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const work = db.transaction(async (tx) => {
      sendIn(tx, make, [5]);
      throw new Error('no');
    });
    await assert.rejects(work, /^Error: no$/);
  }
  assert.deepEqual(await kept(), [1]);
});

test('statements of one turn are answered in their order, typed queries among them', async () => {
  const seen = await db.transaction(async (tx) => {
    const [, rows, , typed] = await Promise.all([
      runIn(tx, make, [6]),
      runIn(tx, all, []),
      runIn(tx, make, [7]),
      tx
        .selectFrom('app.users')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .execute(),
    ]);
    return { ids: rows.map(({ id }) => id), users: typed.length };
  });
  assert.deepEqual(seen, { ids: [1, 6], users: 1 });
  assert.deepEqual(await kept(), [1, 6, 7]);
});

test('a handle kept beyond its transaction is refused', async () => {
  let late: Tx | undefined;
  await db.transaction(async (tx) => {
    late = tx;
  });
  const tx = late;
  assert.ok(tx);
  assert.throws(() => sendIn(tx, make, [8]), /over/);
  await assert.rejects(tx.selectFrom('app.users').selectAll().execute(), /over/);
});

test('a connection that broke is not used again', async () => {
  const broken = db.transaction(async (tx) => {
    await runIn(tx, statement<[], unknown>('select pg_terminate_backend(pg_backend_pid())'), []);
  });
  await assert.rejects(broken);
  assert.deepEqual(await kept(), [1, 6, 7]);
});
