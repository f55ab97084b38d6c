import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ifMatch } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

test('a workspace begins with the words of its preset', async () => {
  const reply = await world.a.as('viewer').get(world.a.path);
  assertStatus(reply, 200);
  assert.equal(reply.headers.get('etag'), '"v1"');
  assert.equal(reply.body.name, 'Probe world a');
  assert.ok(
    reply.body.categories.length > 0 && reply.body.tags.length > 0 && reply.body.templates.length > 0,
  );
});

const template = (name: string) => ({
  name,
  type: 'incident',
  title: '',
  summary: '',
  body: '',
  severity: null,
});

test('settings change only from the version that was read', async () => {
  const owner = world.a.as('owner');
  const { version } = (await owner.get(world.a.path)).body;
  const patch = { name: 'Renamed', reviewRule: { mode: 'count', count: 2 } };
  assertStatus(await owner.patch(world.a.path, patch), 428);
  const stale = { 'if-match': `"v${version + 5}"` };
  assertStatus(await owner.patch(world.a.path, patch, stale), 412);
  const done = await owner.patch(world.a.path, patch, { 'if-match': `"v${version}"` });
  assertStatus(done, 200);
  assert.equal(done.body.name, 'Renamed');
  assert.deepEqual(done.body.reviewRule, { mode: 'count', count: 2 });
  assert.equal((await owner.get('/session')).body.workspaces[0].name, 'Renamed');
});

test('only admins change settings and taxonomy', async () => {
  const manager = world.a.as('manager');
  assertStatus(await manager.patch(world.a.path, { name: 'x' }, { 'if-match': '"v1"' }), 403);
  const admin = world.a.as('admin');
  const tag = await admin.post(`${world.a.path}/tags`, { label: 'Leak', color: 'red' });
  assertStatus(tag, 201);
  assertStatus(await admin.post(`${world.a.path}/tags`, { label: 'leak', color: 'red' }), 409);
  assertStatus(await admin.delete(`${world.a.path}/tags/${tag.body.id}`), 204);
});

for (const [collection, method, word] of [
  ['tags', 'patch', (label: string) => ({ label, color: 'red' })],
  ['categories', 'patch', (label: string) => ({ label, position: 1, archived: false })],
  ['templates', 'put', (name: string) => template(name)],
] as const)
  test(`of ${collection} nobody writes over a change they did not see`, async () => {
    const owner = world.a.as('owner');
    const made = await owner.post(`${world.a.path}/${collection}`, word('First'));
    assertStatus(made, 201);
    assert.equal(made.body.version, 1);
    const change = (name: string, headers = {}) =>
      owner[method](`${world.a.path}/${collection}/${made.body.id}`, word(name), headers);
    assertStatus(await change('Second'), 428);
    const done = await change('Second', ifMatch(1));
    assertStatus(done, 200);
    assert.equal(done.body.version, 2);
    const late = await change('Third', ifMatch(1));
    assertStatus(late, 412);
    assert.deepEqual(late.body.details, { version: 2 });
    const kept = (await owner.get(world.a.path)).body[collection];
    const one = kept.find(({ id }: { id: string }) => id === made.body.id);
    assert.deepEqual([one.label ?? one.name, one.version], ['Second', 2]);
  });

test('a case type keeps the states its cases stand in', async () => {
  const owner = world.a.as('owner');
  const { caseTypes, version } = (await owner.get(world.a.path)).body;
  const [type] = caseTypes;
  assertStatus(await owner.post(`${world.a.path}/cases`, { type: type.key, title: 'Here' }), 201);
  const states = [{ key: 'other', label: 'Other', phase: 'draft', lock: 'none' }];
  const without = { ...type, states, transitions: [] };
  const headers = { 'if-match': `"v${version}"` };
  assertStatus(await owner.put(`${world.a.path}/case-types/${type.key}`, without, headers), 409);
  const fresh = { ...without, key: 'fresh' };
  assertStatus(await owner.put(`${world.a.path}/case-types/fresh`, fresh, headers), 200);
});
