import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus, clientOf } from '#tests/support/client.ts';
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
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let provider: RunningOpenidProvider;
let connected: OpenidConnected;
let path: string;
const people: Record<string, Record<string, unknown>> = {};

before(async () => {
  provider = await startOpenidProvider(() => people);
  world = await startTestWorld({ env: { CASEWARD_INSIDE_HOSTS: provider.host } });
  for (const { email } of Object.values(world.a.people)) {
    people[email] = { email, email_verified: true, name: 'Somebody', groups: ['staff'] };
  }
  connected = await connectOpenid(world, provider);
  path = `${connected.settings}/connections/${connected.connectionId}`;
});
after(async () => {
  await world.close();
  await provider.stop();
});

test('a member signs in through the provider, into a whole session', async () => {
  const { email } = world.a.people.member;
  const entered = await enterByOpenid(world, provider, connected, email);
  assert.equal(entered.session.stage, 'full');
  assert.equal(entered.session.user.email, email);
  assertStatus(await clientOf(world.test.url, entered).get(world.a.path), 200);
});

test('a try shows what arrived, and no reply ever holds the secret', async () => {
  const { test: tried, tested, oidc } = await connectionOf(connected);
  assert.equal(tested, true);
  assert.equal(tried.email, world.a.people.owner.email);
  assert.deepEqual(tried.attributes.find(({ name }: { name: string }) => name === 'email').values, [
    world.a.people.owner.email,
  ]);
  assert.deepEqual(Object.keys(oidc).sort(), [
    'afterSignOut',
    'backChannel',
    'clientId',
    'issuer',
    'redirectUri',
    'scopes',
    'signsOut',
  ]);
});

test('a request carries state, nonce and an S256 challenge, and asks for a code', async () => {
  const { location } = await beginOpenid(world, connected.connectionId);
  const { searchParams } = new URL(location);
  assert.equal(searchParams.get('response_type'), 'code');
  assert.equal(searchParams.get('code_challenge_method'), 'S256');
  assert.equal(searchParams.get('redirect_uri'), (await connectionOf(connected)).oidc.redirectUri);
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(searchParams.get(name), name);
});

test('a code opens one session, once, and only in the browser that began', async () => {
  const { location, cookie } = await beginOpenid(world, connected.connectionId);
  const address = await provider.signIn(location, world.a.people.viewer.email);
  const onward = await comeBack(address);
  assert.match(await comeBack(address), /^\/sign-in\/sso\?reference=/);
  const other = await beginOpenid(world, connected.connectionId);
  assertStatus(await claim(world, other.cookie, onward), 410);
  assertStatus(await claim(world, cookie, onward), 200);
  assertStatus(await claim(world, cookie, onward), 410);
});

test('a code of one sign-in is not redeemed in another', async () => {
  const mine = await beginOpenid(world, connected.connectionId);
  const theirs = await beginOpenid(world, connected.connectionId);
  const address = new URL(await provider.signIn(mine.location, world.a.people.viewer.email));
  address.searchParams.set('state', new URL(theirs.location).searchParams.get('state') ?? '');
  assert.match(await comeBack(address.href), /reference=/);
});

test('an answer that names another issuer, or none where one is due, is refused', async () => {
  for (const iss of ['https://other.example.org', null]) {
    const { location } = await beginOpenid(world, connected.connectionId);
    const address = new URL(await provider.signIn(location, world.a.people.viewer.email));
    if (iss === null) address.searchParams.delete('iss');
    else address.searchParams.set('iss', iss);
    assert.match(await comeBack(address.href), /reference=/);
  }
});

test('an address that the provider has not verified is refused, in a try with its reason', async () => {
  const { email } = world.a.people.manager;
  people[email] = { email, email_verified: false };
  await tryOpenid(provider, connected, email);
  assert.equal((await connectionOf(connected)).test.reason, 'email-unverified');
});

test('another client id asks for the secret again', async () => {
  const { version } = await connectionOf(connected);
  const match = { 'if-match': `"v${version}"` };
  const owner = world.a.as('owner');
  const moved = await owner.patch(path, { client: { clientId: 'other' } }, match);
  assertStatus(moved, 422);
  const wrongKind = await owner.patch(path, { unasked: true }, match);
  assertStatus(wrongKind, 422);
});

test('an issuer inside the network, over plain http or with nothing there connects nothing', async () => {
  const before = (await world.a.as('owner').get(connected.settings)).body.connections.length;
  for (const issuer of [
    'https://127.0.0.1',
    'https://[::1]:8443',
    'https://169.254.169.254/latest',
    'http://op.example.org',
    'https://nowhere.invalid',
    `${provider.issuer}/elsewhere`,
    'file:///etc/passwd',
  ]) {
    const client = { issuer, clientId: 'us', clientSecret: 'kept', scopes: [] };
    const refused = await world.a
      .as('owner')
      .post(`${connected.settings}/connections`, { kind: 'oidc', name: 'None', client });
    assertStatus(refused, 422);
    assert.equal(refused.body.field, 'client.issuer', issuer);
  }
  const { body } = await world.a.as('owner').get(connected.settings);
  assert.equal(body.connections.length, before);
});
