import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editFunction } from '#tests/proofs/edit-function.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { assertStatus } from '#tests/support/client.ts';
import {
  assertionXml,
  formOf,
  honest,
  type ProviderKey,
  providerKey,
  responseXml,
  signed,
} from '#tests/support/identity-provider.ts';
import { answerTo, beginSignIn, type Connected, connect, sendAnswer } from '#tests/support/sso.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let second: TestApp;
let connected: Connected;
before(async () => {
  world = await startTestWorld({ prepare: uncountRates });
  second = await besides(world);
  connected = await connect(world);
});
after(async () => {
  await second.close();
  await world.close();
});

/** A second node of the same installation: its public address is the same. */
function besides({ test: beside }: TestWorld): Promise<TestApp> {
  return startTestApp({ beside, env: { CASEWARD_PUBLIC_URL: beside.url } });
}

const taken = ({ location }: { location: string }) => location.startsWith('/sign-in/sso#');

/** The address for answers, on another node. */
function at(node: TestApp, address: string): string {
  return address.replace(world.test.url, node.url);
}

async function anAnswer(to = world, of = connected): Promise<{ url: string; form: string }> {
  const { asked } = await beginSignIn(to, of.connectionId);
  return { url: asked.answersTo, form: answerTo(asked, of.key, of.place.people.member.email) };
}

/** An answer to nothing, as one that begins at the provider. */
function unaskedForm({ connectionId, place }: Connected, key: ProviderKey, url: string): string {
  const base = `${url}/api/v1/sso/${connectionId}`;
  const asked = { id: '', relayState: '', answersTo: `${base}/answers`, issuer: `${base}/metadata` };
  const facts = { ...honest(asked, place.people.member.email), inResponseTo: null };
  return formOf(signed(responseXml(facts, assertionXml(facts)), 'Response', { key }), null);
}

test('control: an honest answer is taken, by either node', async () => {
  const first = await anAnswer();
  assert.ok(taken(await sendAnswer(first.url, first.form)));
  const other = await anAnswer();
  assert.ok(taken(await sendAnswer(at(second, other.url), other.form)));
});

test('an answer is taken once, on whichever node it comes again (CVE-2025-46815)', async () => {
  const { url, form } = await anAnswer();
  assert.ok(taken(await sendAnswer(url, form)));
  assert.equal(taken(await sendAnswer(url, form)), false);
  assert.equal(taken(await sendAnswer(at(second, url), form)), false);
});

test('sent to both nodes at once, an answer is taken once', async () => {
  const { url, form } = await anAnswer();
  const sent = await Promise.all(
    [url, at(second, url), url, at(second, url)].map((one) => sendAnswer(one, form)),
  );
  assert.equal(sent.filter(taken).length, 1);
});

test('an answer of another workspace’s provider is not taken, nor one to another sign-in', async () => {
  const other = providerKey();
  const b = await connect(world, world.b, other);
  const { asked } = await beginSignIn(world, connected.connectionId);
  const email = world.a.people.member.email;
  assert.equal(taken(await sendAnswer(asked.answersTo, answerTo(asked, other, email))), false);
  const { asked: askedB } = await beginSignIn(world, b.connectionId);
  assert.equal(taken(await sendAnswer(asked.answersTo, answerTo(askedB, connected.key, email))), false);
});

test('a sign-in that begins at the provider is not taken, and where that is allowed once', async () => {
  const form = unaskedForm(connected, connected.key, world.test.url);
  const url = `${world.test.url}/api/v1/sso/${connected.connectionId}/answers`;
  assert.equal(taken(await sendAnswer(url, form)), false);
  await allowUnasked();
  const again = unaskedForm(connected, connected.key, world.test.url);
  assert.ok(taken(await sendAnswer(url, again)));
  assert.equal(taken(await sendAnswer(url, again)), false);
  assert.equal(taken(await sendAnswer(at(second, url), again)), false);
});

async function allowUnasked(): Promise<void> {
  const { settings, connectionId, place } = connected;
  const owner = place.as('owner');
  const path = `${settings}/connections/${connectionId}`;
  const [{ version }] = (await owner.get(settings)).body.connections;
  assertStatus(await owner.patch(path, { unasked: true }, { 'if-match': `"v${version}"` }), 200);
}

test('control: where the database forgets what it took, a replay passes', async () => {
  const used = "raise exception 'assertion used before'";
  const forgetful = await startTestWorld({
    async prepare(database) {
      await editFunction('app.sso_waiting', [' and s.answered_at is null', ''])(database);
      await editFunction(
        'app.sso_answer',
        [' and s.answered_at is null', ''],
        [used, "raise notice 'assertion used before'"],
      )(database);
    },
  });
  try {
    const { url, form } = await anAnswer(forgetful, await connect(forgetful));
    assert.ok(taken(await sendAnswer(url, form)));
    assert.ok(taken(await sendAnswer(url, form)));
  } finally {
    await forgetful.close();
  }
});
