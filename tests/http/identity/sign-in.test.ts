import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { assertStatus, type Client, clientOf, type Reply } from '#tests/support/client.ts';
import { codeTo } from '#tests/support/outbox.ts';

const email = 'ada@example.test';
let app: TestApp;
let anyone: Client;
let firstCode: string;

before(async () => {
  app = await startTestApp({ env: { CASEWARD_TRUSTED_PROXIES: '127.0.0.1' } });
  anyone = clientOf(app.url);
  const token = (await app.setupLink()).split('#')[1];
  const owner = { token, email, name: 'Ada', workspaceName: 'Works', preset: 'knowledge' };
  firstCode = await codeTo(app, email, async () => assertStatus(await anyone.post('/setup', owner), 200));
});
after(() => app.close());

const signIn = (code: string, address = email) =>
  anyone.post('/sign-in', { email: address, code, privateDevice: false });

async function forgetTries() {
  await withClient(app.database.adminUrl, (client) =>
    client.query('truncate app.sign_in_tries, app.sign_in_codes, app.rate_windows'),
  );
}

function sessionOf(reply: Reply): Client {
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return clientOf(app.url, { cookie, csrf: reply.body.csrf });
}

test('the set-up link works once', async () => {
  assert.equal(await app.setupLink(), '');
});

test('a code signs in once, in the cookie the claims ask for', async () => {
  const code = firstCode;
  const reply = await signIn(code);
  assertStatus(reply, 200);
  const [cookie = ''] = reply.headers.getSetCookie();
  assert.match(cookie, /^__Host-caseward=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  assert.equal(reply.body.user.email, email);
  assertStatus(await sessionOf(reply).get('/session'), 200);
  assertStatus(await signIn(code), 422);
});

test('a code is refused three minutes after it was issued', async () => {
  await forgetTries();
  const code = await codeTo(app, email);
  await withClient(app.database.adminUrl, (client) =>
    client.query("update app.sign_in_codes set expires_at = now() - interval '1 second'"),
  );
  assertStatus(await signIn(code), 422);
});

test('an unknown address gets the same answer, byte for byte, and no mail', async () => {
  await forgetTries();
  const known = await anyone.post('/sign-in/codes', { email });
  const unknown = await anyone.post('/sign-in/codes', { email: 'nobody@example.test' });
  assert.equal(unknown.text, known.text);
  assert.equal(unknown.status, known.status);
  const wrong = await signIn('AAAA-AAAA-AAAA');
  const stranger = await signIn('AAAA-AAAA-AAAA', 'nobody@example.test');
  assert.equal(stranger.text, wrong.text);
  assert.equal(stranger.status, wrong.status);
});

test('parallel guesses end the code, and the sixth try in a quarter of an hour is refused', async () => {
  await forgetTries();
  const code = await codeTo(app, email);
  const replies = await Promise.all(Array.from({ length: 6 }, () => signIn('AAAAAAAAAAAA')));
  assert.deepEqual(replies.map(({ status }) => status).sort(), [422, 422, 422, 422, 422, 429]);
  await withClient(app.database.adminUrl, (client) => client.query('truncate app.sign_in_tries'));
  assertStatus(await signIn(code), 422);
});

test('asking for a new code does not reset the count of wrong ones', async () => {
  await forgetTries();
  let code = '';
  for (let round = 0; round < 2; round++) {
    code = await codeTo(app, email);
    await Promise.all(Array.from({ length: 3 }, () => signIn('AAAAAAAAAAAA')));
    await withClient(app.database.adminUrl, (client) => client.query('truncate app.sign_in_tries'));
  }
  assertStatus(await signIn(code), 422);
});

test('guesses from everywhere close the way in for a while, never the session that is open', async () => {
  await forgetTries();
  const reply = await signIn(await codeTo(app, email));
  assertStatus(reply, 200);
  const from = (address: number) =>
    anyone.post(
      '/sign-in',
      { email, code: 'AAAAAAAAAAAA', privateDevice: false },
      { 'x-forwarded-for': `203.0.113.${address}` },
    );
  const statuses: number[] = [];
  for (let at = 0; at < 36; at++) {
    await withClient(app.database.adminUrl, (client) => client.query('truncate app.rate_windows'));
    statuses.push((await from(at)).status);
  }
  assert.deepEqual([...new Set(statuses.slice(0, 30))], [422]);
  assert.deepEqual([...new Set(statuses.slice(30))], [429]);
  assertStatus(await sessionOf(reply).get('/session'), 200);
});

test('a sixth session ends the least recently used one', async () => {
  await withClient(app.database.adminUrl, (client) => client.query('delete from app.sessions'));
  const clients: Client[] = [];
  for (let i = 0; i < 6; i++) {
    await forgetTries();
    const reply = await signIn(await codeTo(app, email));
    assertStatus(reply, 200);
    clients.push(sessionOf(reply));
  }
  const statuses = await Promise.all(clients.map(async (client) => (await client.get('/session')).status));
  assert.deepEqual(statuses, [401, 200, 200, 200, 200, 200]);
});

test('signing out ends all sessions', async () => {
  await forgetTries();
  const client = sessionOf(await signIn(await codeTo(app, email)));
  assertStatus(await client.delete('/sessions'), 204);
  assertStatus(await client.get('/session'), 401);
});
