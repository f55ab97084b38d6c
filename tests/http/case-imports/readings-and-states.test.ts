import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRESET_CONTENT } from '#server/features/workspaces/presets.ts';
import { withClient } from '#tests/support/admin.ts';
import { clientByToken, makeToken } from '#tests/support/api-tokens.ts';
import { importerOf } from '#tests/support/case-imports.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
  // The workspace works as a law practice does: by hand from intake to the archive, nothing reviewed.
  const { policies: _policies, ...settings } = PRESET_CONTENT.legal.settings;
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('update app.workspaces set settings = settings || $2, version = version + 1 where id = $1', [
      world.a.workspaceId,
      settings,
    ]),
  );
});
after(() => world.close());

const LEGAL = { type: 'client-matter', columns: ['title', 'body', 'state'] as const };
const plan = { ...LEGAL, columns: [...LEGAL.columns] };

async function listed(): Promise<Json[]> {
  const { a } = world;
  const reply = await a.as('owner').post(`${a.path}/cases/query`, {});
  assertStatus(reply, 200);
  return reply.body.items;
}

test('older Excel’s bytes and semicolons are recognised, and can be read otherwise', async () => {
  const manager = world.a.as('manager');
  const bytes = Buffer.from('Titel;Beschreibung;Mandant\r\n"Größe; Maß";Text;Müller\r\n', 'latin1');
  const path = await importerOf(world).send(bytes);
  const asked = async (reading: Json) => (await manager.post(`${path}/columns/query`, reading)).body;
  const first = await asked({});
  assert.deepEqual(
    [first.plan.encoding, first.plan.delimiter, first.plan.columns],
    ['windows-1252', ';', ['title', 'body', null]],
  );
  assert.deepEqual(first.columns[0], { name: 'Titel', samples: ['Größe; Maß'] });
  const other = await asked({ delimiter: 'comma', header: 'no', encoding: 'utf-8' });
  assert.deepEqual(
    other.columns.map(({ name }: Json) => name),
    ['Column 1'],
  );
  assert.match(other.columns[0].samples[1], /Gr\ufffd/);
  await importerOf(world).plan(path, {
    encoding: 'windows-1252',
    delimiter: ';',
    type: 'client-matter',
    columns: ['title', 'body', 'field.client'],
  });
  assert.deepEqual((await asked({})).plan.columns, ['title', 'body', 'field.client']);
  await importerOf(world).check(path);
  assert.equal((await importerOf(world).run(path)).made, 1);
  const [made] = await listed();
  assert.equal(made?.title, 'Größe; Maß');
  const { body } = await world.a.as('manager').get(`${world.a.path}/cases/${made?.id}`);
  assert.deepEqual(body.fields, [{ key: 'client', value: 'Müller' }]);
  await importerOf(world).undo(path);
});

test('a matter comes in as closed by the steps that lead there, which its timeline tells', async () => {
  const { a } = world;
  const path = await importerOf(world).ready('t,b,s\nOld matter,Text,Closed\nResting,Text,On hold\n', plan);
  const done = await importerOf(world).run(path);
  assert.deepEqual([done.made, done.refused], [2, 0]);
  const matter = (await listed()).find(({ title }) => title === 'Old matter');
  assert.deepEqual([matter?.state, matter?.phase], ['closed', 'closed']);
  const timeline = await a.as('manager').post(`${a.path}/cases/${matter?.id}/activity/query`, {});
  assertStatus(timeline, 200);
  const kinds = timeline.body.items.map(({ kind }: Json) => kind).sort();
  assert.deepEqual(kinds, ['created', 'moved']);

  // Beyond its first phase a case goes by a purge alone, which is not a manager's.
  const undone = await importerOf(world).undo(path);
  assert.deepEqual([undone.undone, undone.left], [0, 2]);
  assert.equal((await listed()).length, 2);
});

test('an admin takes back what came in beyond its first phase', async () => {
  const before = (await listed()).length;
  const importer = importerOf(world, 'admin');
  const path = await importer.ready('t,b,s\nOne,Text,Open\nTwo,Text,Closed\n', plan);
  await importer.run(path);
  assert.equal((await listed()).length, before + 2);
  const undone = await importer.undo(path);
  assert.deepEqual([undone.undone, undone.left], [2, 0]);
  assert.equal((await listed()).length, before);
});

test('a file with more rows than a deployment takes is refused at its check', async () => {
  const { services } = world.test.app;
  const limits = services.importLimits;
  Object.assign(services, { importLimits: { ...limits, rows: 2 } });
  try {
    const path = await importerOf(world).send('t,b\n1,a\n2,a\n3,a\n');
    await importerOf(world).plan(path, { type: 'client-matter' });
    assertStatus(await world.a.as('manager').post(`${path}/check`), 413);
    assertStatus(await world.a.as('manager').post(`${path}/run`), 409);
  } finally {
    Object.assign(services, { importLimits: limits });
  }
});

test('a token imports nothing, whatever its scopes', async () => {
  const { a } = world;
  const { secret } = await makeToken(a, { scopes: ['cases:read', 'cases:create', 'cases:write'] });
  const client = clientByToken(world, secret);
  assertStatus(await client.post(`${a.path}/cases`, { type: 'client-matter', title: 'By hand' }), 201);
  assertStatus(await client.post(`${a.path}/case-imports`, { name: 'x.csv', size: 4 }), 403);
});
