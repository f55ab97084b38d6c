import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ScimGroup } from '#contracts/scim.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { type Directory, directoryOf, newPerson, openDirectory } from '#tests/support/scim.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let directory: Directory;
before(async () => {
  world = await startTestWorld();
  const { secret } = await openDirectory(world, world.a, { defaultRole: 'viewer' });
  directory = directoryOf(world.test.url, world.a.workspaceId, secret);
});
after(() => world.close());

async function person(): Promise<Json> {
  const reply = await directory.post('/Users', newPerson());
  assertStatus(reply, 201);
  return reply.body;
}
async function group(displayName: string, members: readonly string[] = []): Promise<Json> {
  const body = { displayName, members: members.map((value) => ({ value })) };
  const reply = await directory.post('/Groups', body);
  assertStatus(reply, 201);
  return ScimGroup.parse(reply.body);
}
const patch = (id: string, ...Operations: Json[]) => directory.patch(`/Groups/${id}`, { Operations });
const map = (id: string, role: string | null, by: 'owner' | 'admin' = 'admin') =>
  world.a.as(by).put(`${world.a.path}/scim/groups/${id}/role`, { role });
async function roleOf({ userName }: Json): Promise<string> {
  const { items } = (await world.a.as('owner').post(`${world.a.path}/members/query`, { limit: 100 })).body;
  return items.find(({ email }: Json) => email === userName).role;
}

test('a group gives its role when an admin has mapped it, the highest counts, and leaving it takes it back', async () => {
  const pat = await person();
  const [reviewers, managers] = [await group('Reviewers', [pat.id]), await group('Managers')];
  assert.equal(await roleOf(pat), 'viewer');
  assertStatus(await map(reviewers.id, 'reviewer'), 200);
  assert.equal(await roleOf(pat), 'reviewer');
  assertStatus(await map(managers.id, 'manager'), 200);
  assertStatus(await patch(managers.id, { op: 'Add', path: 'members', value: [{ value: pat.id }] }), 200);
  assert.equal(await roleOf(pat), 'manager');
  assertStatus(await patch(managers.id, { op: 'Remove', path: `members[value eq "${pat.id}"]` }), 200);
  assert.equal(await roleOf(pat), 'reviewer');
  const gone = { op: 'remove', path: 'members', value: [{ value: pat.id }] };
  assertStatus(await patch(reviewers.id, gone), 200);
  assert.equal(await roleOf(pat), 'viewer');
  assertStatus(
    await directory.put(`/Groups/${reviewers.id}`, {
      displayName: 'Reviewers',
      members: [{ value: pat.id }],
    }),
    200,
  );
  assert.equal(await roleOf(pat), 'reviewer');
  assertStatus(await directory.delete(`/Groups/${reviewers.id}`), 204);
  assert.equal(await roleOf(pat), 'viewer');
});

test('a person tells which groups they are in, and is put into none by saying so (RFC 7643, 4.1.2)', async () => {
  const pat = await person();
  assert.deepEqual(pat.groups, []);
  const [first, second] = [await group('Night shift', [pat.id]), await group('Day shift')];
  const read = async (query = '') => (await directory.get(`/Users/${pat.id}${query}`)).body;
  const base = `${world.test.url}/scim/v2/${world.a.workspaceId}/Groups`;
  const shown = [{ value: first.id, $ref: `${base}/${first.id}`, display: 'Night shift', type: 'direct' }];
  assert.deepEqual((await read()).groups, shown);
  const claimed = [{ value: first.id }, { value: second.id }];
  const replaced = await directory.put(`/Users/${pat.id}`, newPerson({ ...pat, groups: claimed }));
  assert.deepEqual([replaced.status, replaced.body.groups], [200, shown]);
  const Operations = [{ op: 'add', path: 'groups', value: claimed }];
  const patched = await directory.patch(`/Users/${pat.id}`, { Operations });
  assert.deepEqual([patched.status, patched.body.scimType], [400, 'mutability']);
  const found = async (filter: string) => {
    const { Resources } = (await directory.get(`/Users?filter=${encodeURIComponent(filter)}`)).body;
    return Resources.map(({ id }: Json) => id);
  };
  assert.deepEqual(await found(`groups.value eq "${first.id}"`), [pat.id]);
  assert.deepEqual(await found('groups[display eq "day shift"]'), []);
  assertStatus(await directory.delete(`/Groups/${first.id}`), 204);
  assert.deepEqual((await read()).groups, []);
});

test('no group makes an owner, and none touches one', async () => {
  const { email } = world.a.people.owner;
  const filter = encodeURIComponent(`userName eq "${email}"`);
  const [owner] = (await directory.get(`/Users?filter=${filter}`)).body.Resources;
  const made = await group('Everyone', [owner.id]);
  assertStatus(await map(made.id, 'owner'), 422);
  assertStatus(await map(made.id, 'admin'), 200);
  assertStatus(await map(made.id, 'viewer'), 200);
  assert.equal(await roleOf({ userName: email }), 'owner');
});

test('a group is found by its name, read without its members, and its name is its own', async () => {
  const pat = await person();
  const made = await group('Counsel', [pat.id]);
  const found = await directory.get(`/Groups?filter=${encodeURIComponent('displayName eq "counsel"')}`);
  assert.deepEqual(
    found.body.Resources.map(({ id }: Json) => id),
    [made.id],
  );
  const bare = await directory.get(`/Groups/${made.id}?excludedAttributes=members`);
  assertStatus(bare, 200);
  assert.ok(!('members' in bare.body));
  assert.equal(bare.headers.get('etag'), made.meta.version);
  assertStatus(await directory.post('/Groups', { displayName: 'COUNSEL' }), 409);
  const nobody = await patch(made.id, {
    op: 'add',
    path: 'members',
    value: [{ value: world.a.people.member.userId }],
  });
  assertStatus(nobody, 400);
  assert.equal(nobody.body.scimType, 'invalidValue');
});

test('whoever is removed is in no group any more', async () => {
  const pat = await person();
  const made = await group('Short', [pat.id]);
  assertStatus(await directory.delete(`/Users/${pat.id}`), 204);
  assert.deepEqual((await directory.get(`/Groups/${made.id}`)).body.members, []);
});
