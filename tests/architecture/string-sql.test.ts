import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findStringSql } from '../../scripts/rules/string-sql.ts';

const forbidden = [
  'const read = (id: string) => db.query(`select * from cases where id = ${id}`);',
  'const read = (id: string) => db.query("select * from cases where id = \'" + id + "\'");',
  'const read = (id: string) => `SELECT title FROM cases WHERE id = ${id}`;',
  'const wipe = (table: string) => `delete from ${table}`;',
  "const set = (name: string) => `update users set name = '${name}'`;",
  "const put = (name: string) => `insert into users (name) values ('${name}')`;",
  'const sort = (column: string) => base + ` order by ${column}`;',
  'const add = (filter: string) => base + " where title = " + filter;',
  "const enter = (id: string) => `set local app.workspace_id = '${id}'`;",
  'const give = (role: string) => `grant select on cases to ${role}`;',
  'const both = (x: string) => `with found as (select 1) ${x}`;',
  'const raw = (x: string) => sql`select ${sql.raw(x)}`;',
  'const hot = (x: string) => statement(x);',
  'const hot = (x: string) => statement<[string], Row>("select " + x);',
  'let column = "id"; const read = () => `select ${column} from cases`;',
  'const columns = process.argv[2]; const read = () => `select ${columns} from cases`;',
  'const read = (roles: string[]) => `grant usage on schema app to ${roles.join(", ")}`;',
];

const allowed = [
  'const read = (id: string) => sql`select * from cases where id = ${id}`;',
  'const read = (id: string) => sql<Row>`select * from cases where id = ${id}`;',
  "const read = (id: string) => db.query('select * from cases where id = $1', [id]);",
  "const columns = 'id, title'; const read = () => `select ${columns} from cases`;",
  "const hot = statement('select 1');",
  "const roles = { owner: 'caseward_owner' } as const; const give = () => `grant select on cases to ${roles.owner}`;",
  'const make = (name: string) => `create database ${escapeIdentifier(name)}`;',
  "function statement(text: string) { const all = ['select', text].join(' '); return sql.raw(all); }",
  'const say = (count: number) => `Select at most ${count} files.`;',
  'const say = (name: string) => `Create ${name} or choose another from the list.`;',
  'const route = (id: string) => `/cases/${id}/order`;',
];

for (const source of forbidden) {
  test(`refused: ${source}`, () => {
    assert.equal(findStringSql('server/x.ts', source).length, 1);
  });
}

for (const source of allowed) {
  test(`fine: ${source}`, () => {
    assert.deepEqual(findStringSql('server/x.ts', source), []);
  });
}

test('a finding says where', () => {
  const [finding] = findStringSql('server/x.ts', `\n\n${forbidden[0]}`);
  assert.deepEqual([finding?.file, finding?.line], ['server/x.ts', 3]);
});
