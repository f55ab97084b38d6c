import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { classification, type Protection } from '#server/security/classification.ts';
import { withClient } from '#tests/support/admin.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { shapes, whyStays } from './columns.ts';
import { leftOut } from './manifest.ts';
import { exportPlan } from './plan.ts';

let database: TestDatabase;
let columns: { table: string; column: string }[];

before(async () => {
  database = await createTestDatabase();
  columns = await withClient(database.adminUrl, async (admin) => {
    const { rows } = await admin.query(`
      select c.oid::regclass::text as table, a.attname as column from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'app' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`);
    return rows;
  });
});
after(() => database.drop());

test('every column of every table is exported, or named as left out with the reason', () => {
  const out = new Map(shapes().map((shape) => [String(shape.table), shape]));
  const reasons = leftOut();
  const forgotten = columns.filter(({ table, column }) => {
    const shape = out.get(table);
    const goes = shape && (shape.plain.includes(column) || shape.sealed.some((one) => one.column === column));
    const inFile = Object.entries(exportPlan).some(([name, part]) => name === table && part.as === 'file');
    return !goes && !inFile && !reasons[table] && !reasons[`${table}.${column}`];
  });
  assert.ok(columns.length > 400);
  assert.deepEqual(forgotten, []);
});

test('negative control: a table nobody decided about is found', () => {
  const { 'app.cases': _, ...rest } = exportPlan;
  assert.ok(columns.some(({ table }) => !Object.hasOwn(rest, table) && table === 'app.cases'));
});

test('what the classification calls secret, or is a digest, never goes out', () => {
  const secret: Protection = {
    level: 'secret',
    form: { kind: 'sealed', scope: 'workspace', use: 'x', row: ['id'] },
  };
  assert.ok(whyStays('anything', secret));
  for (const { table, plain, sealed } of shapes()) {
    const columnsOf = Object.entries<Protection>(classification[table]);
    const goes = columnsOf.filter(
      ([column]) => plain.includes(column) || sealed.some((one) => one.column === column),
    );
    assert.deepEqual(
      goes.filter(
        ([, { level, form }]) => level === 'secret' || form.kind === 'key' || form.kind === 'digest',
      ),
      [],
    );
  }
});

test('the live role may read every column that goes out, and each key is part of a unique one', async () => {
  await withClient(database.appUrl, async (live) => {
    for (const { table, plain, sealed, key } of shapes()) {
      const list = [...plain, ...sealed.map(({ column }) => column), ...key].map((name) => `"${name}"`);
      await live.query(`select ${list.join(', ')} from ${table} limit 1`);
    }
  });
});
