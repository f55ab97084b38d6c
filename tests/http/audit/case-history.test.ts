import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let path: string;
before(async () => {
  world = await startTestWorld();
  const { a } = world;
  const made = await makeCase(a.as('member'), a, { title: 'Looked at' });
  path = made.path;
  await makeCase(a.as('member'), a, { title: 'Another' });
  await filerOf(world, 'member').upload(path, { name: 'note.txt', content: Buffer.from('a note') });
  const comment = { anchor: { kind: 'case' }, text: 'Why?', mentionIds: [] };
  assertStatus(await a.as('member').post(`${path}/comments`, comment), 201);
  assertStatus(await a.as('owner').get(path), 200);
});
after(() => world.close());

const ask = (role: 'owner' | 'admin' | 'manager' | 'member', body: object = {}, at = path) =>
  world.a.as(role).post(`${at}/audit/query`, body);
const actions = ({ body }: { body: Json }) => body.items.map(({ action }: Json) => action);

test('who looked at a case and who changed it, with its evidence and comments', async () => {
  const looks = await ask('owner', { only: 'looks' });
  assertStatus(looks, 200);
  const [newest] = looks.body.items;
  assert.deepEqual([newest.action, newest.actor.id], ['case.read', world.a.people.owner.userId]);
  const changes = actions(await ask('owner', { only: 'changes' }));
  for (const action of ['case.created', 'evidence.upload-started', 'comment.written'])
    assert.ok(changes.includes(action), action);
  assert.ok(!changes.includes('case.read'));
  const all = actions(await ask('owner', { limit: 100 }));
  assert.ok(all.includes('case.read') && all.includes('case.created'));
  assert.equal(all.filter((action: string) => action === 'case.created').length, 1, 'of this case alone');
});

test('that somebody asked is in the log too', async () => {
  assertStatus(await ask('admin'), 200);
  const [newest] = (await ask('owner', { limit: 1 })).body.items;
  assert.deepEqual([newest.action, newest.actor.id], ['audit.case-read', world.a.people.admin.userId]);
});

test('it is for those who may read the log and see the case', async () => {
  assertStatus(await ask('member'), 403);
  assertStatus(await ask('manager'), 403);
  assertStatus(await world.b.as('owner').post(`${path}/audit/query`, {}), 404);
  const elsewhere = path.replace(/[^/]+$/, crypto.randomUUID());
  assertStatus(await ask('owner', {}, elsewhere), 404);
});
