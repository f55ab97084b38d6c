import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { forgetTries } from '#tests/support/accounts.ts';
import { launchBrowser, visitor } from '#tests/support/browser.ts';
import { assertStatus } from '#tests/support/client.ts';
import { enrolTotp } from '#tests/support/factors.ts';
import { letterbox } from '#tests/support/letters.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let browser: Browser;
const letters = letterbox();
before(async () => {
  world = await startTestWorld({ rewire: letters.catchFrom });
  browser = await launchBrowser();
});
beforeEach(() => forgetTries(world.test));
after(async () => {
  await browser.close();
  await world.close();
});

async function invited(email: string): Promise<string> {
  const { a } = world;
  assertStatus(await a.as('owner').post(`${a.path}/invitations`, { email, role: 'viewer' }), 201);
  return `${world.test.url}/invitation#${letters.last('invitation', email).token}`;
}

test('who has an authenticator app gives its code on the page of the invitation, and has joined', async () => {
  const { email } = world.b.people.member;
  const { app } = await enrolTotp(world.b.as('member'));
  const { page, faults } = await visitor(browser, { width: 360 });
  await page.goto(await invited(email));
  await page.getByLabel('Your name').fill('Grace Hopper');
  await page.click('text=Send me a code');
  const field = page.getByLabel('Code', { exact: true });
  await field.waitFor();
  await field.fill(letters.last('sign-in-code', email).code);
  await page.getByLabel('Code of your authenticator app').fill(app.next());
  await page.waitForURL(`${world.test.url}/w/${world.a.workspaceId}`);
  assert.deepEqual(faults, []);
});

test('who is signed in as the invited address joins by one press', async () => {
  const { email, cookie } = world.b.people.reviewer;
  const { page, faults } = await visitor(browser, { cookie });
  await page.goto(await invited(email));
  await page.click('button:text-is("Join")');
  await page.waitForURL(`${world.test.url}/w/${world.a.workspaceId}`);
  assert.deepEqual(faults, []);
});
