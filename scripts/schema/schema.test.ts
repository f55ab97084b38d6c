import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { dumpSchema } from './dump.ts';
import { describeRows } from './rows.ts';

const database = await createTestDatabase();
after(() => database.drop());

const run = (sql: string) => withClient(database.adminUrl, (client) => client.query(sql));
const dump = () => withClient(database.adminUrl, dumpSchema);

before(() =>
  run(`
    create schema example;
    create type example.colour as enum ('red', 'green');
    create domain example.slug as text check (value ~ '^[a-z]+$');
    create table example.boards (
      workspace_id uuid not null,
      id uuid not null default gen_random_uuid(),
      number bigint generated always as identity,
      name example.slug not null,
      colours example.colour[] not null default '{}',
      sealed bytea,
      facts jsonb,
      size int not null default 1,
      open boolean not null,
      made_at timestamptz not null default now(),
      primary key (workspace_id, id)
    );
    create table example.cards (
      id uuid primary key,
      workspace_id uuid not null,
      board_id uuid not null,
      foreign key (workspace_id, board_id) references example.boards (workspace_id, id) on delete cascade
    );
    create index cards_board on example.cards (workspace_id, board_id);
    alter table example.boards enable row level security, force row level security;
    create policy own on example.boards for select to caseward_app using (size > 0);
    grant select on example.boards to caseward_app;
    grant update (name, size) on example.boards to caseward_app;
    create function example.twice(n int) returns int language sql as 'select n * 2';
    create trigger keep before update on example.boards for each row
      execute function suppress_redundant_updates_trigger();
  `),
);

test('the dump names what decides about access', async () => {
  const text = await dump();
  for (const line of [
    `create type example.colour as enum ('red', 'green');`,
    'alter table example.boards enable row level security, force row level security;',
    'create policy own on example.boards for select to caseward_app using ((size > 0));',
    'grant select on table example.boards to caseward_app;',
    'grant update (name, size) on table example.boards to caseward_app;',
    'grant execute on function example.twice(n integer) to public;',
    'FOREIGN KEY (workspace_id, board_id) REFERENCES example.boards(workspace_id, id) ON DELETE CASCADE;',
  ]) {
    assert(text.includes(line), `${line}\nis missing in\n${text}`);
  }
});

for (const change of [
  'alter table example.boards no force row level security',
  'alter policy own on example.boards using (true)',
  'grant delete on example.boards to caseward_app',
  'grant update (open) on example.boards to caseward_app',
  'revoke execute on function example.twice from public',
  'alter function example.twice security definer',
  'alter table example.cards drop constraint cards_workspace_id_board_id_fkey',
  'drop index example.cards_board',
  'alter table example.boards alter size drop not null',
  'drop trigger keep on example.boards',
  `alter type example.colour add value 'blue'`,
  'alter table example.boards owner to caseward_operator',
]) {
  test(`the dump changes after: ${change}`, async () => {
    const earlier = await dump();
    await run(change);
    assert.notEqual(await dump(), earlier);
  });
}

test('row types follow the catalogue: types, nulls, defaults, arrays', async () => {
  await run('alter table example.boards alter size set not null');
  const text = await withClient(database.adminUrl, describeRows);
  const expected = `export interface ExampleBoardsTable {
  workspace_id: string;
  id: Generated<string>;
  number: GeneratedAlways<string>;
  name: string;
  colours: Generated<('red' | 'green' | 'blue')[]>;
  sealed: Buffer | null;
  facts: unknown;
  size: Generated<number>;
  open: boolean;
  made_at: Generated<string>;
}`;
  assert(text.includes(expected), text);
  assert(text.includes(`  'example.boards': ExampleBoardsTable;`), text);
});

test('a type without a counterpart is an error, not a guess', async () => {
  await run('create table example.places (spot point)');
  await assert.rejects(withClient(database.adminUrl, describeRows), /No TypeScript type for point/);
});
