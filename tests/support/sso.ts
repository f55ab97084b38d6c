import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import { verifyDomain as verifiedByOperator } from '#server/operator/sso.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import type { TestApp } from './app.ts';
import { assertStatus, clientOf, type Json } from './client.ts';
import {
  type AskedFor,
  assertionXml,
  formOf,
  honest,
  metadataOf,
  type ProviderKey,
  providerKey,
  responseXml,
  rootOf,
  signed,
} from './identity-provider.ts';
import type { Place, TestWorld } from './world.ts';

/** A workspace with a provider that was tried out and switched on. */
export interface Connected {
  readonly place: Place;
  readonly key: ProviderKey;
  readonly connectionId: string;
  readonly settings: string;
  /** The domain of its people's addresses, verified. */
  readonly domain: string;
}

/** The request in an address that a browser was sent to. */
export function askedIn(location: string): AskedFor {
  const query = new URL(location).searchParams;
  const root = rootOf(String(inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64'))));
  return {
    id: root.getAttribute('ID') ?? '',
    relayState: query.get('RelayState') ?? '',
    answersTo: root.getAttribute('AssertionConsumerServiceURL') ?? '',
    issuer: root.getElementsByTagName('saml:Issuer')[0]?.textContent ?? '',
  };
}

/** Says that a domain is this workspace's, as an operator would. */
export async function verifyDomain(
  { database }: TestApp,
  workspaceId: string,
  domain: string,
): Promise<void> {
  const db = openDatabase({ url: database.operatorUrl, max: 1, prepared: false });
  await verifiedByOperator(db, workspaceId, domain);
  await db.close();
}

/** Sends a provider's answer as its page would: from another site, without any cookie. */
export async function sendAnswer(url: string, body: string): Promise<{ status: number; location: string }> {
  const reply = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://idp.example.org',
      'sec-fetch-site': 'cross-site',
    },
    body,
  });
  await reply.text();
  return { status: reply.status, location: reply.headers.get('location') ?? '' };
}

/** An honest answer, signed twice, as a form. */
export function answerTo(asked: AskedFor, key: ProviderKey, email: string, attributes = {}): string {
  const facts = honest(asked, email, attributes);
  const assertion = signed(assertionXml(facts), 'Assertion', { key });
  return formOf(signed(responseXml(facts, assertion), 'Response', { key }), asked.relayState);
}

/** Connects a provider to the workspace, tries it out as the owner and switches it on. */
export async function connect(
  world: TestWorld,
  place: Place = world.a,
  key = providerKey(),
  next: readonly ProviderKey[] = [],
): Promise<Connected> {
  const owner = place.as('owner');
  const settings = `${place.path}/sso`;
  const domain = place.people.owner.email.split('@')[1] ?? '';
  await verifyDomain(world.test, place.workspaceId, domain);
  const made = await owner.post(`${settings}/connections`, {
    kind: 'saml',
    name: 'Example IdP',
    metadata: { xml: metadataOf([key, ...next]) },
  });
  assertStatus(made, 201);
  const connectionId: string = made.body.id;
  const connected = { place, key, connectionId, settings, domain };
  await tryOut(connected);
  assertStatus(await owner.put(`${settings}/connections/${connectionId}/activation`), 200);
  return connected;
}

/** A round trip in test mode, as the owner. */
export async function tryOut({ place, key, connectionId, settings }: Connected): Promise<void> {
  const begun = await place.as('owner').post(`${settings}/connections/${connectionId}/tests`);
  assertStatus(begun, 201);
  const asked = askedIn(begun.body.location);
  const { location } = await sendAnswer(asked.answersTo, answerTo(asked, key, place.people.owner.email));
  assert.equal(location, `/w/${place.workspaceId}/settings/sso`);
}

/** A sign-in on its way: what the provider is asked, and the cookie of the browser that began. */
export interface Begun {
  readonly asked: AskedFor;
  readonly cookie: string;
}

export async function beginSignIn(world: TestWorld, connectionId: string): Promise<Begun> {
  const begun = await world.anonymous.post('/sso/sign-ins', {
    connectionId,
    privateDevice: false,
    returnTo: null,
  });
  assertStatus(begun, 201);
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { asked: askedIn(begun.body.location), cookie };
}

export interface Entered {
  readonly cookie: string;
  readonly csrf: string;
  readonly session: Json;
}

/** The whole way in as a browser goes it. */
export async function enter(
  world: TestWorld,
  connected: Connected,
  email: string,
  attributes = {},
): Promise<Entered> {
  const { asked, cookie } = await beginSignIn(world, connected.connectionId);
  const { location } = await sendAnswer(asked.answersTo, answerTo(asked, connected.key, email, attributes));
  const token = location.split('#')[1];
  assert.ok(token, `no arrival: ${location}`);
  const arrived = await clientOf(world.test.url, { cookie }).post('/sso/arrivals', {
    token,
    confirmed: false,
  });
  assertStatus(arrived, 200);
  const cookies = arrived.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  return {
    cookie: cookies.find((one) => one.startsWith('__Host-caseward=')) ?? '',
    csrf: arrived.body.session.csrf,
    session: arrived.body.session,
  };
}
