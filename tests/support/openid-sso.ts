import assert from 'node:assert/strict';
import { assertStatus, clientOf, type Json } from './client.ts';
import type { RunningOpenidProvider } from './openid-provider.ts';
import { type Entered, verifyDomain } from './sso.ts';
import type { Place, TestWorld } from './world.ts';

/** A workspace with a running OpenID provider. */
export interface OpenidConnected {
  readonly place: Place;
  readonly connectionId: string;
  readonly settings: string;
  /** The domain of its people's addresses, verified. */
  readonly domain: string;
}

/** Connects a provider, registers ourselves there, tries it out as the owner and switches it on. */
export async function connectOpenid(
  world: TestWorld,
  provider: RunningOpenidProvider,
  place: Place = world.a,
): Promise<OpenidConnected> {
  const owner = place.as('owner');
  const settings = `${place.path}/sso`;
  const domain = place.people.owner.email.split('@')[1] ?? '';
  await verifyDomain(world.test, place.workspaceId, domain);
  const made = await owner.post(`${settings}/connections`, {
    kind: 'oidc',
    name: 'Example provider',
    client: { issuer: provider.issuer, clientId: 'not-yet', clientSecret: 'not yet', scopes: [] },
  });
  assertStatus(made, 201);
  const client = await provider.register(made.body.oidc);
  const path = `${settings}/connections/${made.body.id}`;
  assertStatus(await owner.patch(path, { client }, { 'if-match': `"v${made.body.version}"` }), 200);
  const connected = { place, connectionId: made.body.id, settings, domain };
  assert.equal(await tryOpenid(provider, connected), `/w/${place.workspaceId}/settings/sso`);
  assertStatus(await owner.put(`${path}/activation`), 200);
  return connected;
}

/** A round trip in test mode as the owner, who may be somebody else over there. */
export async function tryOpenid(
  provider: RunningOpenidProvider,
  { place, connectionId, settings }: OpenidConnected,
  login = place.people.owner.email,
): Promise<string> {
  const begun = await place.as('owner').post(`${settings}/connections/${connectionId}/tests`);
  assertStatus(begun, 201);
  return comeBack(await provider.signIn(begun.body.location, login));
}

/** The connection as its administrators see it. */
export async function connectionOf({ place, settings, connectionId }: OpenidConnected): Promise<Json> {
  const { body } = await place.as('owner').get(settings);
  return body.connections.find((one: Json) => one.id === connectionId);
}

/** Follows the provider's redirect to us as a browser does, from another site; gives where we send it on to. */
export async function comeBack(address: string): Promise<string> {
  const reply = await fetch(address, {
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  });
  assert.equal(reply.status, 303, await reply.text());
  return reply.headers.get('location') ?? '';
}

export interface OpenidBegun {
  readonly location: string;
  /** Of the browser that began. */
  readonly cookie: string;
}

export async function beginOpenid(world: TestWorld, connectionId: string): Promise<OpenidBegun> {
  const start = { connectionId, privateDevice: false, returnTo: null };
  const begun = await world.anonymous.post('/sso/sign-ins', start);
  assertStatus(begun, 201);
  const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { location: begun.body.location, cookie };
}

/** Claims what a redirect of ours carries, in the browser that began. */
export async function claim(world: TestWorld, cookie: string, onward: string) {
  const token = onward.split('#')[1];
  assert.ok(token, `no arrival: ${onward}`);
  return clientOf(world.test.url, { cookie }).post('/sso/arrivals', { token, confirmed: false });
}

/** The whole way in as a browser goes it. */
export async function enterByOpenid(
  world: TestWorld,
  provider: RunningOpenidProvider,
  { connectionId }: OpenidConnected,
  login: string,
): Promise<Entered> {
  const { location, cookie } = await beginOpenid(world, connectionId);
  const onward = await comeBack(await provider.signIn(location, login));
  const arrived = await claim(world, cookie, onward);
  assertStatus(arrived, 200);
  const cookies = arrived.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  return {
    cookie: cookies.find((one) => one.startsWith('__Host-caseward=')) ?? '',
    csrf: arrived.body.session.csrf,
    session: arrived.body.session,
  };
}
