import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { ifMatch, type MadeCase, makeCase, readCase } from '#tests/support/cases.ts';
import { assertStatus, type Reply } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let made: MadeCase;

before(async () => {
  world = await startTestWorld();
  made = await makeCase(world.a.as('member'), world.a);
});
after(() => world.close());

const named = (key: string) => ({ 'idempotency-key': `"${key}"` });
const input = (title: string) => ({ type: 'incident', title, body: 'It stopped.' });

async function count(table: string): Promise<number> {
  const { rows } = await withClient(world.test.database.adminUrl, (client) =>
    client.query(`select count(*)::int as n from app.${table}`),
  );
  return rows[0].n;
}

function create(key: string, title: string, role: 'member' | 'manager' = 'member'): Promise<Reply> {
  return world.a.as(role).post(`${world.a.path}/cases`, input(title), named(key));
}

test('a case that is sent again is made once, and the reply is the same', async () => {
  const [key, before] = [randomUUID(), await count('cases')];
  const first = await create(key, 'Once');
  assertStatus(first, 201);
  const second = await create(key, 'Once');
  assert.deepEqual([second.status, second.text], [201, first.text]);
  assert.equal(second.headers.get('etag'), first.headers.get('etag'));
  assert.equal(await count('cases'), before + 1);
});

test('control: without the key each try makes one', async () => {
  const before = await count('cases');
  for (let tries = 0; tries < 2; tries += 1) {
    assertStatus(await world.a.as('member').post(`${world.a.path}/cases`, input('Twice')), 201);
  }
  assert.equal(await count('cases'), before + 2);
});

test('tries at the same time make one', async () => {
  const [key, before] = [randomUUID(), await count('cases')];
  const replies = await Promise.all(Array.from({ length: 8 }, () => create(key, 'At once')));
  assert.deepEqual(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size, 1);
  assert.equal(replies[0]?.status, 201);
  assert.equal(await count('cases'), before + 1);
});

test('a comment and an upload are made once as well', async () => {
  const member = world.a.as('member');
  const bodies = {
    comments: { anchor: { kind: 'case' }, text: 'Seen.', mentionIds: [] },
    uploads: { name: 'a.txt', size: 3 },
  };
  for (const [what, body] of Object.entries(bodies)) {
    const key = randomUUID();
    const first = await member.post(`${made.path}/${what}`, body, named(key));
    assertStatus(first, 201);
    const second = await member.post(`${made.path}/${what}`, body, named(key));
    assert.deepEqual([second.status, second.body.id], [201, first.body.id]);
  }
  assert.deepEqual([await count('comments'), await count('evidence')], [1, 1]);
});

test('a note is in the timeline once', async () => {
  const note = { kind: 'note', text: 'Called the plant.' };
  const [key, before] = [randomUUID(), await count('activities')];
  for (let tries = 0; tries < 2; tries += 1) {
    assertStatus(await world.a.as('member').post(`${made.path}/activity`, note, named(key)), 204);
  }
  assert.equal(await count('activities'), before + 1);
});

test('the same key with another body, or for another case, is refused', async () => {
  const key = randomUUID();
  assertStatus(await create(key, 'One'), 201);
  const other = await create(key, 'Other');
  assert.deepEqual([other.status, other.body.field], [422, 'idempotency-key']);
  const member = world.a.as('member');
  const one = await makeCase(member, world.a);
  const comment = { anchor: { kind: 'case' }, text: 'Here.', mentionIds: [] };
  assertStatus(await member.post(`${made.path}/comments`, comment, named(key)), 201);
  assertStatus(await member.post(`${one.path}/comments`, comment, named(key)), 422);
});

test('a key is a person’s own, and a workspace’s', async () => {
  const [key, before] = [randomUUID(), await count('cases')];
  const mine = await create(key, 'Mine');
  const theirs = await create(key, 'Mine', 'manager');
  const elsewhere = await world.b.as('member').post(`${world.b.path}/cases`, input('Mine'), named(key));
  assert.deepEqual([mine.status, theirs.status, elsewhere.status], [201, 201, 201]);
  assert.equal(new Set([mine.body.id, theirs.body.id, elsewhere.body.id]).size, 3);
  assert.equal(await count('cases'), before + 3);
});

test('a refused try keeps nothing: the next one may succeed', async () => {
  const key = randomUUID();
  const kept = await count('kept_replies');
  const member = world.a.as('member');
  const wrong = await member.post(`${world.a.path}/cases`, { ...input('Late'), type: 'no-such' }, named(key));
  assert.ok(wrong.status >= 400 && wrong.status < 500, wrong.text);
  assert.equal(await count('kept_replies'), kept);
  assertStatus(await create(key, 'Late'), 201);
});

test('a key serves anew when its day is over, and housekeeping forgets it', async () => {
  const key = randomUUID();
  const first = await create(key, 'Daily');
  await withClient(world.test.database.adminUrl, (client) =>
    client.query(`update app.kept_replies set expires_at = now() - interval '1 second'`),
  );
  const second = await create(key, 'Another day');
  assertStatus(second, 201);
  assert.notEqual(second.body.id, first.body.id);
  assert.equal((await create(key, 'Another day')).body.id, second.body.id);
  await world.test.app.services.db.pool.query('select app.forget_replies()');
  assert.equal(await count('kept_replies'), 1);
});

test('who was removed gets nothing from a key of theirs', async () => {
  const key = randomUUID();
  const manager = world.b.as('manager');
  const send = () => manager.post(`${world.b.path}/cases`, input('Leaving'), named(key));
  const first = await send();
  assertStatus(first, 201);
  const { userId } = world.b.people.manager;
  assertStatus(await world.b.as('owner').delete(`${world.b.path}/members/${userId}`), 204);
  assertStatus(await send(), 404);
});

test('what is no key, and a key where none is taken, is refused', async () => {
  const member = world.a.as('member');
  const cases = `${world.a.path}/cases`;
  for (const key of ['abc', randomUUID(), '"short"', `"${'x'.repeat(129)}"`, '"with \\" a quote in it"']) {
    const reply = await member.post(cases, input('No'), { 'idempotency-key': key });
    assert.deepEqual([reply.status, reply.body.field], [400, 'idempotency-key'], key);
  }
  const { version } = await readCase(member, made);
  const refusals = [
    await member.get(made.path, named(randomUUID())),
    await member.patch(made.path, { summary: 'x' }, { ...named(randomUUID()), ...ifMatch(version) }),
    await member.post(`${cases}/query`, {}, named(randomUUID())),
    await world.anonymous.post('/sign-in/codes', { email: 'a@b.invalid' }, named(randomUUID())),
  ];
  assert.deepEqual(
    refusals.map(({ status }) => status),
    [400, 400, 400, 400],
  );
});
