import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findUnmarkedBreak } from '../../scripts/rules/breaking-migrations.ts';

const BREAKS = [
  'drop table app.cases;',
  'alter table app.cases drop column title;',
  'alter table app.cases rename column title to name;',
  'alter table app.cases rename to matters;',
  'alter table app.cases alter column number type bigint;',
  'alter table app.cases alter column number set not null;',
  'drop function app.enter(uuid);',
];

for (const sql of BREAKS)
  test(`unmarked, it is found: ${sql}`, () => {
    assert.equal(findUnmarkedBreak('m.sql', `-- About.\n${sql}\n`).length, 1);
    assert.deepEqual(findUnmarkedBreak('m.sql', `-- breaking: why\n${sql}\n`), []);
  });

test('what older code does not notice is let through', () => {
  for (const sql of [
    'create table app.things (id uuid primary key, name text not null);',
    'alter table app.cases add column note text;',
    'drop function app.state();\ncreate function app.state(out a int) language sql as $$ select 1 $$;',
    '-- drop table app.cases would be one',
    'drop policy definer on app.cases;',
  ])
    assert.deepEqual(findUnmarkedBreak('m.sql', sql), [], sql);
});
