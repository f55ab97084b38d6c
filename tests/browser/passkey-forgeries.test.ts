import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { CreatedCredential, PasskeyAssertion } from '#contracts/passkeys.ts';
import { forgetTries } from '#tests/support/accounts.ts';
import { launchBrowser, visitor } from '#tests/support/browser.ts';
import { assertStatus, type Client, clientOf, type Reply } from '#tests/support/client.ts';
import { credentialsOf } from '#tests/support/factors.ts';
import { plugIn } from '#tests/support/virtual-authenticator.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let browser: Browser;
let elsewhere: Server;
/** A page of a real browser with a passkey of a member plugged in. */
let page: Page;
before(async () => {
  world = await startTestWorld();
  browser = await launchBrowser();
  elsewhere = createServer((_request, response) => response.end('<title>elsewhere</title>')).listen(0);
  page = (await visitor(browser)).page;
  await plugIn(page);
  await page.goto(`${world.test.url}/status`);
  assertStatus(await enrol(await makeIn(page, world.a.as('member'))), 201);
});
beforeEach(() => forgetTries(world.test));
after(async () => {
  elsewhere.close();
  await browser.close();
  await world.close();
});

const enrol = (credential: CreatedCredential) =>
  world.a.as('member').post('/account/passkeys', { name: 'Laptop', credential });
const signIn = (credential: PasskeyAssertion) =>
  world.anonymous.post('/sign-in/passkey', { credential, privateDevice: false });

async function ask(client: Client, path = '/sign-in/passkey-challenges'): Promise<Reply['body']> {
  const asked = await client.post(path);
  assertStatus(asked, 200);
  return asked.body;
}

// Run in the page, where this project's own types are not those of the browser.
const MAKE = `async (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const { id, response } = (await navigator.credentials.create({ publicKey })).toJSON();
  const { clientDataJSON, attestationObject, transports } = response;
  return { id, clientDataJSON, attestationObject, transports };
}`;
const ANSWER = `async (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const { id, response } = (await navigator.credentials.get({ publicKey })).toJSON();
  const { clientDataJSON, authenticatorData, signature, userHandle = null } = response;
  return { id, clientDataJSON, authenticatorData, signature, userHandle };
}`;

async function makeIn(where: Page, client: Client): Promise<CreatedCredential> {
  const options = await ask(client, '/account/passkeys/challenges');
  return where.evaluate(`(${MAKE})(${JSON.stringify({ ...options, excludeCredentials: [] })})`);
}

const answerIn = (where: Page, options: object): Promise<PasskeyAssertion> =>
  where.evaluate(`(${ANSWER})(${JSON.stringify(options)})`);

const urlOf = (server: Server) => `http://localhost:${(server.address() as AddressInfo).port}/`;

test('control: what the browser answers here signs in, once', async () => {
  await page.goto(`${world.test.url}/status`);
  const credential = await answerIn(page, await ask(world.anonymous));
  assertStatus(await signIn(credential), 200);
  const again = await signIn(credential);
  assert.deepEqual([again.status, again.body.field], [422, 'credential']);
});

test('an answer that a page of another origin got out of the same device is refused', async () => {
  const options = await ask(world.anonymous);
  await page.goto(urlOf(elsewhere));
  const credential = await answerIn(page, options);
  assert.match(Buffer.from(credential.clientDataJSON, 'base64url').toString(), /localhost/);
  assertStatus(await signIn(credential), 422);

  // On a device of its own: it would take the place of the member's passkey on theirs.
  const { page: other, context } = await visitor(browser);
  await plugIn(other);
  await other.goto(urlOf(elsewhere));
  assertStatus(await enrol(await makeIn(other, world.a.as('member'))), 422);
  await other.goto(`${world.test.url}/status`);
  assertStatus(await enrol(await makeIn(other, world.a.as('member'))), 201);
  await context.close();
});

test('the browser itself gives nothing for another relying party, and nothing here to another host', async () => {
  const options = await ask(world.anonymous);
  await page.goto(`${world.test.url}/status`);
  await assert.rejects(answerIn(page, { ...options, rpId: 'example.org' }), /SecurityError|relying party/i);
  await page.goto(urlOf(elsewhere).replace('localhost', '127.0.0.1'));
  await assert.rejects(answerIn(page, options), /SecurityError|relying party|invalid domain/i);
});

test('an answer without the person being verified is refused, though the browser gives it', async () => {
  const { page: other } = await visitor(browser);
  const device = await plugIn(other);
  await other.goto(`${world.test.url}/status`);
  assertStatus(await enrol(await makeIn(other, world.a.as('member'))), 201);
  await device.verify(false);
  const options = await ask(world.anonymous);
  const credential = await answerIn(other, { ...options, userVerification: 'discouraged' });
  assertStatus(await signIn(credential), 422);
  await device.verify(true);
  assertStatus(await signIn(await answerIn(other, await ask(world.anonymous))), 200);
  await other.context().close();
});

test('an answer to a challenge of another session of the same person is refused in this one', async () => {
  await page.goto(`${world.test.url}/status`);
  const opened = await signIn(await answerIn(page, await ask(world.anonymous)));
  assertStatus(opened, 200);
  const second = clientOf(world.test.url, credentialsOf(opened));
  const give = (client: Client, credential: PasskeyAssertion) =>
    client.post('/session/factor', { method: 'passkey', credential });
  const path = '/session/passkey-challenges';
  const first = world.a.as('member');
  assertStatus(await give(second, await answerIn(page, await ask(first, path))), 422);
  assertStatus(await give(second, await answerIn(page, await ask(second, path))), 204);
});
