import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { classification, type Form, type Level, type Protection } from '#server/security/classification.ts';
import { keeping, type Retention } from '#server/security/retention.ts';
import { withClient } from '#tests/support/admin.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

/** The forms a level may take: what is confidential or secret is never plain. */
const FORMS: Readonly<Record<Level, readonly Form['kind'][]>> = {
  open: ['plain'],
  internal: ['plain'],
  personal: ['plain', 'digest'],
  confidential: ['sealed'],
  secret: ['sealed', 'key'],
};
/** What a form looks like in the database: a seal is bytes, and what points to a person in clear is an id. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  sealed: ['bytea'],
  key: ['bytea', 'uuid'],
  personal: ['uuid', '_uuid'],
};
// Ids and counts as text, so that whoever holds a copy can compare it with its signed digest.
const IDS_AS_TEXT = 'app.departures.receipt';
const ROOTS = { workspace: 'app.workspaces', account: 'app.users', case: 'app.cases' } as const;

type Column = { readonly name: string; readonly type: string };
type Reference = { readonly from: string; readonly to: string };
type Routine = { readonly name: string; readonly text: string };

let database: TestDatabase;
let columns: Column[];
let cascades: Reference[];
let routines: Routine[];

before(async () => {
  database = await createTestDatabase();
  await withClient(database.adminUrl, async (client) => {
    columns = (
      await client.query<Column>(`
        select n.nspname || '.' || c.relname || '.' || a.attname as name, t.typname as type
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'app' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`)
    ).rows;
    cascades = (
      await client.query<Reference>(`
        select conrelid::regclass::text as from, confrelid::regclass::text as to
        from pg_constraint where contype = 'f' and confdeltype = 'c'`)
    ).rows;
    routines = (
      await client.query<Routine>(`
        select p.proname as name, p.prosrc as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'app'`)
    ).rows;
  });
});
after(() => database.drop());

test('every column of the database has a level, and its table a reason and an end', () => {
  const known = new Set(everyColumn().map(([table, column]) => `${table}.${column}`));
  assert.ok(columns.length > 300);
  assert.deepEqual(
    columns.filter(({ name }) => !known.has(name)),
    [],
  );
  assert.deepEqual(Object.keys(keeping).toSorted(), Object.keys(classification).toSorted());
});

test('every level has the encryption and confidentiality it demands', () => {
  assert.deepEqual(faults(everyColumn()), []);
});

test('negative control: a confidential column in clear, and a person in clear, are found', () => {
  const plain: Protection = { level: 'confidential', form: { kind: 'plain' } };
  assert.equal(faults([['app.cases', 'state', plain]]).length, 1);
  const named: Protection = { level: 'personal', form: { kind: 'plain' } };
  assert.equal(faults([['app.sso_domains', 'domain', named]]).length, 1);
});

test('every row goes when its retention says, by the database itself', () => {
  const wrong = Object.entries(keeping).filter(([table, { retention }]) => !isKept(table, retention));
  assert.deepEqual(
    wrong.map(([table]) => table),
    [],
  );
});

test('no routine deletes after another time than the one that is told', () => {
  const told = new Map<string, Retention>(
    Object.entries(keeping).map(([table, { retention }]) => [table, retention]),
  );
  const timed = routines.flatMap(({ text }) => [
    ...text.matchAll(/delete from (app\.\w+)[^;]*?interval '(\d+ \w+)'/g),
  ]);
  assert.ok(timed.length >= 8);
  for (const [, table = '', time] of timed) {
    const retention = told.get(table);
    assert.equal(retention?.until === 'time' ? retention.time : 'not told', time, table);
  }
});

test('negative control: a time that no routine keeps is found', () => {
  const longer: Retention = { until: 'time', time: '91 days', after: 'its end', by: 'tidy' };
  assert.equal(isKept('app.sessions', longer), false);
  assert.equal(isKept('app.audit_entries', { until: 'case' }), false);
});

function everyColumn(): [table: string, column: string, Protection][] {
  return Object.entries(classification).flatMap(([table, columns]) =>
    Object.entries<Protection>(columns).map(([column, how]): [string, string, Protection] => [
      table,
      column,
      how,
    ]),
  );
}

function faults(all: readonly [string, string, Protection][]): string[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return all.flatMap(([table, column, { level, form }]) => {
    const name = `${table}.${column}`;
    const wanted = TYPES[form.kind === 'plain' ? level : form.kind];
    const type = types.get(name) ?? '';
    const fits =
      FORMS[level].includes(form.kind) &&
      (wanted === undefined || wanted.includes(type) || name === IDS_AS_TEXT);
    return fits ? [] : [`${name} (${type}): ${level}, ${form.kind}`];
  });
}

function isKept(table: string, retention: Retention): boolean {
  if (retention.until === 'deployment' || retention.until === 'done') return true;
  if (retention.until !== 'time') return goesWith(table, ROOTS[retention.until]);
  const { by, time } = retention;
  const text = routines.find(({ name }) => name === by)?.text ?? '';
  return text.includes(`delete from ${table} `) && (time === '0 days' || text.includes(`interval '${time}'`));
}

function goesWith(table: string, root: string): boolean {
  const next = cascades.filter(({ from, to }) => from === table && to !== table).map(({ to }) => to);
  return next.some((to) => to === root || goesWith(to, root));
}
