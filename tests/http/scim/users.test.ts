import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { ScimError, ScimUser, ScimUserList } from '#contracts/scim.ts';
import { credentialsOf } from '#tests/support/accounts.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus, clientOf, type Json } from '#tests/support/client.ts';
import { codeTo } from '#tests/support/outbox.ts';
import {
  DIRECTORY_DOMAIN,
  type Directory,
  directoryOf,
  newPerson,
  openDirectory,
} from '#tests/support/scim.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let directory: Directory;
before(async () => {
  world = await startTestWorld();
  const { secret } = await openDirectory(world, world.a);
  directory = directoryOf(world.test.url, world.a.workspaceId, secret);
});
after(() => world.close());

async function made(given: Json = {}): Promise<Json> {
  const reply = await directory.post('/Users', newPerson(given));
  assertStatus(reply, 201);
  return ScimUser.parse(reply.body);
}

/** A session of whoever reads the mail of that address. */
async function signIn(email: string) {
  const code = await codeTo(world.test, email);
  const reply = await clientOf(world.test.url).post('/sign-in', { email, code, privateDevice: false });
  assertStatus(reply, 200);
  return clientOf(world.test.url, credentialsOf(reply));
}

const operations = (...list: Json[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: list,
});
const find = async (filter: string): Promise<Json> => {
  const reply = await directory.get(`/Users?filter=${encodeURIComponent(filter)}`);
  assertStatus(reply, 200);
  return ScimUserList.parse(reply.body);
};
const refused = (reply: Awaited<ReturnType<Directory['get']>>, status: number, scimType?: string) => {
  assertStatus(reply, status);
  assert.match(reply.headers.get('content-type') ?? '', /^application\/scim\+json/);
  const error = ScimError.parse(reply.body);
  assert.equal(error.status, String(status));
  assert.equal(error.scimType, scimType);
};

test('a person is made, found as directories ask for them, and read', async () => {
  const sent = newPerson();
  const reply = await directory.post('/Users', sent);
  assertStatus(reply, 201);
  assert.match(reply.headers.get('content-type') ?? '', /^application\/scim\+json/);
  const person = ScimUser.parse(reply.body);
  assert.equal(reply.headers.get('location'), person.meta?.location);
  assert.equal(reply.headers.get('etag'), person.meta?.version);
  assert.equal(person.active, true);
  for (const filter of [
    `userName eq "${sent.userName}"`,
    `userName eq "${sent.userName.toUpperCase()}"`,
    `externalId eq "${sent.externalId}"`,
    `emails.value eq "${sent.userName}"`,
    `emails[type eq "work" and value eq "${sent.userName}"]`,
    `urn:ietf:params:scim:schemas:core:2.0:User:userName eq "${sent.userName}"`,
    `id eq "${person.id}"`,
    `displayName co "${sent.displayName.slice(2)}" and active eq true`,
    `name.familyName sw "${sent.name.familyName}" and not (active eq false)`,
  ]) {
    const { Resources } = await find(filter);
    assert.deepEqual(
      Resources.map(({ id }: Json) => id),
      [person.id],
      filter,
    );
  }
  assert.equal((await find('userName eq "nobody@directory.example"')).totalResults, 0);
  assertStatus(await directory.get(`/Users/${person.id}`), 200);
  const { items } = (await world.a.as('owner').post(`${world.a.path}/members/query`, {})).body;
  const member = items.find(({ email }: Json) => email === sent.userName);
  assert.equal(member.role, 'member');
  assert.equal(member.name, sent.displayName);
});

test('no id of ours is found by an external id, nor by that of an account (CVE-2025-41115)', async () => {
  const { userId } = world.a.people.member;
  const person = await made({ externalId: userId });
  assert.deepEqual(
    (await find(`externalId eq "${userId}"`)).Resources.map(({ id }: Json) => id),
    [person.id],
  );
  refused(await directory.get(`/Users/${userId}`), 404);
  const taken = await made({ externalId: person.id });
  assert.notEqual(taken.id, person.id);
  const one = await directory.get(`/Users/${person.id}`);
  assert.equal(one.body.externalId, userId);
  refused(await directory.get(`/Users/${taken.externalId}x`), 404);
  refused(await directory.get(`/Users/${randomUUID()}`), 404);
});

test('active false ends access on the very next request, active true restores it', async () => {
  const person = await made();
  const client = await signIn(person.userName);
  assertStatus(await client.get(world.a.path), 200);
  // As Entra ID sends it, and as Okta does.
  for (const off of [
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'replace', value: { active: false } },
  ]) {
    const reply = await directory.patch(`/Users/${person.id}`, operations(off));
    assertStatus(reply, 200);
    assert.equal(reply.body.active, false);
    assertStatus(await client.get(world.a.path), 404);
    const [told] = (await client.get('/session')).body.suspended;
    assert.deepEqual([told?.id, told?.by], [world.a.workspaceId, 'directory']);
    assertStatus(
      await directory.patch(
        `/Users/${person.id}`,
        operations({ op: 'Replace', path: 'active', value: 'True' }),
      ),
      200,
    );
    assertStatus(await client.get(world.a.path), 200);
  }
  assertStatus(await directory.delete(`/Users/${person.id}`), 204);
  assertStatus(await client.get(world.a.path), 404);
  refused(await directory.get(`/Users/${person.id}`), 404);
  assertStatus(
    await directory.post('/Users', newPerson({ userName: person.userName, emails: person.emails })),
    201,
  );
  assertStatus(await client.get(world.a.path), 200);
});

test('what an admin ended the directory does not take back', async () => {
  const admin = world.a.as('admin');
  const person = await made();
  const { items } = (await admin.post(`${world.a.path}/members/query`, {})).body;
  const { userId } = items.find(({ email }: Json) => email === person.userName);
  assertStatus(await admin.put(`${world.a.path}/members/${userId}/suspension`, {}), 200);
  refused(
    await directory.patch(`/Users/${person.id}`, operations({ op: 'replace', path: 'active', value: true })),
    403,
  );
  assertStatus(await admin.delete(`${world.a.path}/members/${userId}`), 204);
  refused(await directory.get(`/Users/${person.id}`), 404);
  refused(
    await directory.post('/Users', newPerson({ userName: person.userName, emails: person.emails })),
    403,
  );
});

test('owners are read and never touched', async () => {
  const { email } = world.a.people.owner;
  const [owner] = (await find(`userName eq "${email}"`)).Resources;
  assert.ok(owner);
  refused(
    await directory.patch(`/Users/${owner.id}`, operations({ op: 'replace', value: { active: false } })),
    403,
  );
  refused(await directory.put(`/Users/${owner.id}`, { userName: email, displayName: 'x' }), 403);
  refused(await directory.delete(`/Users/${owner.id}`), 403);
  refused(await directory.post('/Users', newPerson({ userName: email, emails: [] })), 409, 'uniqueness');
});

test('whoever is in no verified domain is not made', async () => {
  const email = 'someone@elsewhere.example';
  refused(await directory.post('/Users', newPerson({ userName: email, emails: [{ value: email }] })), 403);
  const users = await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('select count(*)::int as n from app.users'),
  );
  const again = await directory.post(
    '/Users',
    newPerson({ userName: `x@sub.${DIRECTORY_DOMAIN}`, emails: [] }),
  );
  refused(again, 403);
  const after = await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('select count(*)::int as n from app.users'),
  );
  assert.deepEqual(after.rows, users.rows);
});

test('changes as Entra ID and Okta send them', async () => {
  const person = await made();
  const path = `/Users/${person.id}`;
  const entra = operations(
    { op: 'Add', path: 'name.givenName', value: 'Sam' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: person.userName.toUpperCase() },
    {
      op: 'Add',
      path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
      value: 'Sales',
    },
    { op: 'Replace', value: { displayName: 'Sam Green', 'name.familyName': 'Green', title: 'Boss' } },
  );
  const reply = await directory.patch(path, entra);
  assertStatus(reply, 200);
  assert.deepEqual(reply.body.name, { familyName: 'Green', givenName: 'Sam' });
  assert.equal(reply.body.displayName, 'Sam Green');
  const okta = await directory.put(path, {
    ...person,
    displayName: 'Sam Brown',
    password: 'secret-secret',
    phoneNumbers: [{ value: '1' }],
    ACTIVE: true,
    active: undefined,
  });
  assertStatus(okta, 200);
  assert.equal(okta.body.displayName, 'Sam Brown');
  assert.ok(!okta.text.includes('secret-secret'));
  refused(
    await directory.patch(
      path,
      operations({ op: 'replace', path: 'emails[type eq "work"].value', value: 'other@directory.example' }),
    ),
    400,
    'mutability',
  );
  refused(
    await directory.patch(path, operations({ op: 'replace', path: 'id', value: 'x' })),
    400,
    'mutability',
  );
  refused(await directory.patch(path, operations({ op: 'remove' })), 400, 'noTarget');
  refused(await directory.patch(path, operations({ op: 'remove', path: 'userName' })), 400, 'invalidValue');
  refused(
    await directory.patch(path, operations({ op: 'replace', path: 'role', value: 'owner' })),
    400,
    'invalidPath',
  );
  refused(
    await directory.patch(path, operations({ op: 'move', path: 'active', value: true })),
    400,
    'invalidSyntax',
  );
});

test('a version that is no longer the present one is refused', async () => {
  const person = await made();
  const first = person.meta.version;
  const body = operations({ op: 'replace', path: 'displayName', value: 'New' });
  assertStatus(await directory.patch(`/Users/${person.id}`, body, { 'if-match': first }), 200);
  refused(await directory.patch(`/Users/${person.id}`, body, { 'if-match': first }), 412);
});

test('pages begin and end where they are asked to', async () => {
  const all = (await directory.get('/Users')).body;
  assert.equal(all.itemsPerPage, all.totalResults);
  const second = (await directory.get('/Users?startIndex=2&count=2')).body;
  assert.deepEqual(second.Resources, all.Resources.slice(1, 3));
  assert.equal(second.startIndex, 2);
  const none = (await directory.get('/Users?count=0')).body;
  assert.deepEqual([none.totalResults, none.Resources], [all.totalResults, []]);
  assert.equal((await directory.get('/Users?startIndex=-3&count=1')).body.startIndex, 1);
  const bare = (await directory.get('/Users?attributes=userName&count=1')).body.Resources[0];
  assert.deepEqual(Object.keys(bare).sort(), ['id', 'schemas', 'userName']);
  assert.ok(!('emails' in (await directory.get('/Users?excludedAttributes=emails')).body.Resources[0]));
});

test('what cannot be asked is refused as such', async () => {
  for (const filter of [
    'password eq "x"',
    'userName',
    'active gt true',
    'userName eq',
    '(active eq true',
    'meta.created co "2"',
  ]) {
    refused(await directory.get(`/Users?filter=${encodeURIComponent(filter)}`), 400, 'invalidFilter');
  }
});

test('every change and every read is in the log, with the directory as the one who did it', async () => {
  const person = await made();
  await directory.get(`/Users/${person.id}`);
  const { rows } = await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(
      `select distinct e.actor_kind, e.action from app.audit_entries e join app.scim_directories d on d.id = e.actor_id
       where e.action in ('scim.user-created', 'scim.user-read', 'scim.user-list', 'member.suspended') order by 2`,
    ),
  );
  assert.deepEqual(
    rows.map(({ actor_kind, action }) => `${actor_kind} ${action}`),
    ['scim member.suspended', 'scim scim.user-created', 'scim scim.user-list', 'scim scim.user-read'],
  );
});

test('nothing of a person stands readable in the tables of the directory', async () => {
  const person = await made({ externalId: 'readable-external-id' });
  const { rows } = await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('select t::text as row from app.scim_users t'),
  );
  const text = rows.map(({ row }) => row).join('\n');
  for (const word of [person.userName, 'readable-external-id', 'Pat Number'])
    assert.ok(!text.includes(Buffer.from(word).toString('hex')) && !text.includes(word), word);
});
