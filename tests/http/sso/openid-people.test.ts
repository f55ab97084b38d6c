import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus, clientOf, type Json } from '#tests/support/client.ts';
import { formBrowser } from '#tests/support/form-browser.ts';
import { type RunningOpenidProvider, startOpenidProvider } from '#tests/support/openid-provider.ts';
import {
  beginOpenid,
  claim,
  comeBack,
  connectionOf,
  connectOpenid,
  enterByOpenid,
  type OpenidConnected,
  tryOpenid,
} from '#tests/support/openid-sso.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let provider: RunningOpenidProvider;
let connected: OpenidConnected;
const people: Record<string, Record<string, unknown>> = {};

before(async () => {
  provider = await startOpenidProvider(() => people);
  world = await startTestWorld({
    env: { CASEWARD_INSIDE_HOSTS: provider.host },
    prepare: uncountRates,
  });
  for (const { email } of Object.values(world.a.people)) {
    people[email] = { email, email_verified: true, name: 'Somebody' };
  }
  connected = await connectOpenid(world, provider);
});
after(async () => {
  await world.close();
  await provider.stop();
});

const nobody = { email: null, name: null, groups: 'realm_access.roles', roles: [] };

async function change(patch: Json): Promise<void> {
  const { version } = await connectionOf(connected);
  const path = `${connected.settings}/connections/${connected.connectionId}`;
  assertStatus(await world.a.as('owner').patch(path, patch, { 'if-match': `"v${version}"` }), 200);
}

async function roleOf(email: string): Promise<string | undefined> {
  const { body } = await world.a.as('owner').post(`${world.a.path}/members/query`, {});
  return body.items.find((one: Json) => one.email === email)?.role;
}

/** What comes of an arrival. */
async function arrivalOf(login: string) {
  const { location, cookie } = await beginOpenid(world, connected.connectionId);
  return claim(world, cookie, await comeBack(await provider.signIn(location, login)));
}

test('a stranger of the domain joins only where joining is open, with the role of their groups', async () => {
  const email = `newcomer@${connected.domain}`;
  people[email] = { email, name: 'New Comer', realm_access: { roles: ['desk'] } };
  assertStatus(await arrivalOf(email), 403);
  const roles = [{ group: 'desk', role: 'reviewer' }];
  await change({ joinRole: 'viewer', mapping: { ...nobody, roles } });
  assertStatus(await arrivalOf(email), 200);
  assert.equal(await roleOf(email), 'reviewer');
});

test('groups move a member, and never an owner', async () => {
  const { member, owner } = world.a.people;
  const roles = [{ group: 'desk', role: 'viewer' }];
  await change({ mapping: { ...nobody, roles } });
  for (const { email } of [member, owner]) {
    people[email] = { ...people[email], realm_access: { roles: ['desk'] } };
    assertStatus(await arrivalOf(email), 200);
  }
  assert.equal(await roleOf(member.email), 'viewer');
  assert.equal(await roleOf(owner.email), 'owner');
});

test('an address of a domain that is not the workspace’s own is nobody', async () => {
  const email = 'mallory@elsewhere.example.net';
  people[email] = { email, email_verified: true };
  assertStatus(await arrivalOf(email), 403);
});

test('enforced, only the provider opens the workspace', async () => {
  const owner = world.a.as('owner');
  const entered = await enterByOpenid(world, provider, connected, world.a.people.manager.email);
  await tryOpenid(provider, connected);
  const { missing } = (await owner.get(connected.settings)).body;
  assertStatus(await owner.put(`${connected.settings}/enforcement`, { missing: missing.length }), 200);
  assertStatus(await world.a.as('manager').get(world.a.path), 403);
  assertStatus(await clientOf(world.test.url, entered).get(world.a.path), 200);
});

test('whoever signs out goes on to the provider, which knows whom and where to', async () => {
  const browser = formBrowser();
  const { location, cookie } = await beginOpenid(world, connected.connectionId);
  const onward = await comeBack(await provider.signIn(location, world.a.people.viewer.email, browser));
  const arrived = await claim(world, cookie, onward);
  assertStatus(arrived, 200);
  const session = arrived.headers.getSetCookie().find((one) => one.startsWith('__Host-caseward='));
  const entered = { cookie: session?.split(';')[0] ?? '', csrf: arrived.body.session.csrf };
  const left = await clientOf(world.test.url, entered).post('/sso/sign-outs');
  assertStatus(left, 200);
  const { searchParams } = new URL(left.body.location);
  assert.equal(searchParams.get('post_logout_redirect_uri'), `${world.test.url}/sign-in`);
  assert.ok(searchParams.get('id_token_hint'));
  assert.equal((await browser.visit(left.body.location)).status, 200);
});
