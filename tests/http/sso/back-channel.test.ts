import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DISCOVERY } from '#tests/attacks/oidc/discovery.ts';
import { logoutToken } from '#tests/attacks/oidc/logout-token.ts';
import { openStage, type Someone, type Stage } from '#tests/attacks/stage.ts';
import { runAsAdmin } from '#tests/support/accounts.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { formBrowser } from '#tests/support/form-browser.ts';
import { type RunningOpenidProvider, startOpenidProvider } from '#tests/support/openid-provider.ts';
import { beginOpenid, claim, comeBack, connectOpenid } from '#tests/support/openid-sso.ts';
import { startTestWorld } from '#tests/support/world.ts';

const statusOf = async (node: Pick<TestApp, 'url'>, person: Credentials) =>
  (await clientOf(node.url, person).get('/session')).status;

test('whoever signs out at a real provider is signed out here by it, on two nodes', async () => {
  const people: Record<string, Record<string, unknown>> = {};
  const provider: RunningOpenidProvider = await startOpenidProvider(() => people);
  const world = await startTestWorld({ env: { CASEWARD_INSIDE_HOSTS: provider.host } });
  const second = await startTestApp({ beside: world.test });
  try {
    const { viewer, owner } = world.a.people;
    for (const { email } of [viewer, owner])
      people[email] = { email, email_verified: true, name: 'Somebody' };
    const { connectionId } = await connectOpenid(world, provider);
    const browser = formBrowser();
    const { location, cookie } = await beginOpenid(world, connectionId);
    const onward = await comeBack(await provider.signIn(location, viewer.email, browser));
    const arrived = await claim(world, cookie, onward);
    assertStatus(arrived, 200);
    const session = arrived.headers.getSetCookie().find((one) => one.startsWith('__Host-caseward='));
    const entered = { cookie: session?.split(';')[0] ?? '', csrf: arrived.body.session.csrf };
    assert.deepEqual([await statusOf(world.test, entered), await statusOf(second, viewer)], [200, 200]);
    const asked = await browser.visit(`${provider.issuer}/session/end`);
    await browser.visit(asked.action, { ...asked.fields, logout: 'yes' });
    assert.deepEqual([await statusOf(second, entered), await statusOf(world.test, entered)], [401, 401]);
    assert.equal(await statusOf(world.test, viewer), 200, 'what the provider did not open stays');
  } finally {
    await second.close();
    await world.close();
    await provider.stop();
  }
});

let stage: Stage;
let path: string;
let connectionId: string;
before(async () => {
  stage = await openStage();
  const { a } = stage.world;
  const client = { issuer: DISCOVERY.issuer, clientId: 'us', clientSecret: 'kept', scopes: [] };
  const made = await a.as('owner').post(`${a.path}/sso/connections`, { kind: 'oidc', name: 'OP', client });
  assertStatus(made, 201);
  connectionId = made.body.id;
  path = new URL(made.body.oidc.backChannel).pathname;
});
after(() => stage.close());

/** Says it as a provider does: from another machine, as a form, without any cookie. */
async function say(token: string, at = path): Promise<number> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ logout_token: token });
  const reply = await fetch(`${stage.world.test.url}${at}`, { method: 'POST', headers, body });
  await reply.text();
  return reply.status;
}

/** Says that the provider opened this person's session, and knows it by these names. */
async function openedAs(person: Someone, subject: string, index: string): Promise<Someone> {
  const { test, a } = stage.world;
  const system = test.app.services.system();
  const digest = (what: string, name: string) => system.lookup(`sso-${what}`, name);
  await runAsAdmin(
    test,
    `insert into app.sso_sessions (workspace_id, session_id, connection_id, subject_digest, index_digest, sealed_subject)
       select $1, s.id, $2, $3, $4, '\\x00' from app.sessions s where s.user_id = $5 and s.ended_at is null`,
    [a.workspaceId, connectionId, digest('subject', subject), digest('index', index), person.userId],
  );
  return person;
}

const here = (person: Credentials) => statusOf(stage.world.test, person);

test('it ends the session that is named, or all of the person; nobody else’s', async () => {
  const { a } = stage.world;
  const one = await openedAs(await stage.newMember(a, 'viewer'), 'ada', 'desk');
  const two = await openedAs(await stage.newMember(a, 'viewer'), 'ada', 'phone');
  const three = await openedAs(await stage.newMember(a, 'viewer'), 'grace', 'desk-2');
  assert.equal(await say(logoutToken({ sub: 'ada', sid: 'elsewhere' })), 204);
  assert.equal(await say(logoutToken({ sub: 'grace', sid: 'desk' })), 204);
  assert.deepEqual([await here(one), await here(two), await here(three)], [200, 200, 200]);
  assert.equal(await say(logoutToken({ sub: undefined, sid: 'desk' })), 204);
  assert.deepEqual([await here(one), await here(two), await here(three)], [401, 200, 200]);
  assert.equal(await say(logoutToken({ sub: 'ada' })), 204);
  assert.deepEqual([await here(two), await here(three)], [401, 200]);
  assert.equal(await say(logoutToken({ sub: 'grace', sid: 'desk-2' })), 204);
  assert.equal(await here(three), 401);
});

test('a token counts once, and only for the connection it is for; what is not believed ends nothing', async () => {
  const { a } = stage.world;
  const person = await openedAs(await stage.newMember(a, 'viewer'), 'lin', 'desk-3');
  const token = logoutToken({ sub: 'somebody else' });
  assert.equal(await say(token), 204);
  assert.equal(await say(token), 400);
  for (const bent of [{ aud: 'them' }, { events: {} }, { nonce: 'n' }, { iss: 'https://other.example.org' }])
    assert.equal(await say(logoutToken({ sub: 'lin', ...bent })), 400);
  assert.equal(await say('not a token at all'), 400);
  const other = path.replace(/[0-9a-f-]{36}/, '3f2b8c1e-0000-4000-8000-000000000000');
  assert.equal(await say(logoutToken({ sub: 'lin' }), other), 404);
  assert.equal(await here(person), 200);
  const filter = { actions: ['sso.refused'], targetId: connectionId };
  const { items } = (await a.as('owner').post(`${a.path}/audit/query`, { filter })).body;
  assert.equal(items.length, 6);
  assert.equal(await say(logoutToken({ sub: 'lin' })), 204);
  assert.equal(await here(person), 401);
});
