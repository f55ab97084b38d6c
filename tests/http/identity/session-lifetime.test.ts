import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

/** Moves everything the database remembers of a session into the past. */
function letPass(userId: string, interval: string): Promise<void> {
  return withClient(world.test.database.ownerUrl, async (client) => {
    await client.query(
      `update app.sessions set created_at = created_at - $2::interval, expires_at = expires_at - $2::interval,
         last_seen_at = last_seen_at - $2::interval where user_id = $1`,
      [userId, interval],
    );
    await client.query(
      'update app.users set tokens_valid_after = tokens_valid_after - $2::interval where id = $1',
      [userId, interval],
    );
  });
}

async function makePrivate(userId: string): Promise<void> {
  await withClient(world.test.database.ownerUrl, async (client) => {
    await client.query(
      `update app.sessions set private_device = true, expires_at = now() + interval '30 days' where user_id = $1`,
      [userId],
    );
  });
}

test('a session ends after eight hours without activity', async () => {
  const { member, reviewer } = world.a.people;
  await letPass(member.userId, '7 hours 59 minutes');
  assertStatus(await world.a.as('member').get('/session'), 200);
  await letPass(reviewer.userId, '8 hours 1 minute');
  assertStatus(await world.a.as('reviewer').get('/session'), 401);
});

test('activity moves the end of a session', async () => {
  const { manager } = world.a.people;
  for (let i = 0; i < 3; i += 1) {
    await letPass(manager.userId, '7 hours');
    assertStatus(await world.a.as('manager').get('/session'), 200);
  }
});

test('an ended session opens no workspace either', async () => {
  const { viewer } = world.a.people;
  await letPass(viewer.userId, '9 hours');
  assertStatus(await world.a.as('viewer').get(world.a.path), 401);
});

test('a session on a private device ends after 30 days without activity', async () => {
  const { member, reviewer } = world.b.people;
  await makePrivate(member.userId);
  await letPass(member.userId, '29 days 23 hours');
  assertStatus(await world.b.as('member').get('/session'), 200);
  await makePrivate(reviewer.userId);
  await letPass(reviewer.userId, '30 days 1 hour');
  assertStatus(await world.b.as('reviewer').get('/session'), 401);
});

test('the cookie itself says when it ends, and is not believed longer', async () => {
  const { viewer } = world.b.people;
  const [, payload = ''] = viewer.cookie.split('.');
  const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  assert.equal(exp - iat, 8 * 3600);
  const later = { now: () => new Date((exp + 1) * 1000) };
  const node = await startTestWorld({ beside: world.test, clock: later });
  try {
    assertStatus(await clientOf(node.test.url, viewer).get('/session'), 401);
  } finally {
    await node.close();
  }
});

test('a cookie older than an hour is renewed, a younger one is not', async () => {
  const { admin } = world.b.people;
  assert.deepEqual((await world.b.as('admin').get('/session')).headers.getSetCookie(), []);
  const later = { now: () => new Date(Date.now() + 61 * 60_000) };
  const node = await startTestWorld({ beside: world.test, clock: later });
  try {
    const [renewed = ''] = (await clientOf(node.test.url, admin).get('/session')).headers.getSetCookie();
    assert.match(
      renewed,
      /^__Host-caseward=[\w-]+\.[\w-]+\.[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    assert.notEqual(renewed.split(';')[0], admin.cookie);
    assertStatus(await clientOf(node.test.url, { cookie: renewed.split(';')[0] ?? '' }).get('/session'), 200);
  } finally {
    await node.close();
  }
});
