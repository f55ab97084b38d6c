import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { issueTemporaryPassword } from '#server/operator/temporary-password.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import {
  forgetTries,
  GOOD_PASSWORD,
  givePassword,
  OTHER_PASSWORD,
  runAsAdmin,
} from '#tests/support/accounts.ts';
import { launchBrowser, visitor } from '#tests/support/browser.ts';
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

test('a temporary password opens nothing but the choice of another', async () => {
  const { reviewer } = world.a.people;
  const temporary = await issue(reviewer.email);
  const { page, faults } = await visitor(browser, { width: 360 });
  await page.goto(`${world.test.url}/sign-in?return=/account/sessions`);
  await type(page, reviewer.email, temporary);
  for (const path of [
    '',
    `/w/${world.a.workspaceId}`,
    '/account/security',
    '/sign-in',
    '/sign-in/second-factor',
  ]) {
    await page.waitForSelector('h1:has-text("Choose a new password")');
    assert.equal(new URL(page.url()).pathname, '/sign-in/new-password');
    await page.goto(`${world.test.url}${path}`);
  }
  await page.goto(`${world.test.url}/sign-in/new-password?return=/account/sessions`);
  await page.getByLabel('New password').fill(temporary);
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=This needs');
  await page.getByLabel('New password').fill(GOOD_PASSWORD);
  await page.keyboard.press('Enter');
  await secondStep(page, reviewer.email, 'Sessions');
  assert.deepEqual(faults, []);
});

test('whoever does not want to choose another can only sign out', async () => {
  const { viewer } = world.a.people;
  const temporary = await issue(viewer.email);
  const { page, faults } = await visitor(browser);
  await page.goto(`${world.test.url}/sign-in`);
  await type(page, viewer.email, temporary);
  await page.waitForSelector('h1:has-text("Choose a new password")');
  await page.getByRole('button', { name: 'Show the password' }).click();
  assert.equal(await page.getByLabel('New password').getAttribute('type'), 'text');
  await page.click('text=Sign out');
  await page.waitForURL(`${world.test.url}/`);
  await page.goto(`${world.test.url}/account/security`);
  await page.waitForSelector('h1:has-text("Sign in")');
  assert.deepEqual(faults, []);
});

test('a password known from a breach is changed once the second step is done', async () => {
  const { manager } = world.a.people;
  await givePassword(world.test, manager);
  await runAsAdmin(world.test, 'update app.passwords set must_change = true where user_id = $1', [
    manager.userId,
  ]);
  const { page, faults } = await visitor(browser);
  await page.goto(`${world.test.url}/sign-in?return=/account/sessions`);
  await type(page, manager.email, GOOD_PASSWORD);
  await secondStep(page, manager.email, 'Choose a new password');
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1:has-text("Sessions")');
  assert.deepEqual(faults, []);
});

test('an address nobody has is told nothing else', async () => {
  const { page, faults } = await visitor(browser);
  await page.goto(`${world.test.url}/sign-in`);
  await type(page, 'nobody@example.org', GOOD_PASSWORD);
  await page.waitForSelector('text=This address and this password do not belong together');
  await page.click('text=Send me a code instead');
  await page.waitForSelector('text=If nobody@example.org may sign in here, a code is on its way');
  await page.click('text=Use my password instead');
  await page.click('text=Forgot password?');
  assert.equal(await page.getByLabel('E-mail address').inputValue(), 'nobody@example.org');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=If nobody@example.org has an account here, a link is on its way');
  assert.deepEqual(faults, []);
});

test('a workspace that takes no such sign-in says so, and how to go on', async () => {
  const { workspaceId, people } = world.b;
  const only = `update app.workspaces set sign_in_methods = '{passkey}' where id = $1`;
  await runAsAdmin(world.test, only, [workspaceId]);
  const { page, faults } = await visitor(browser, { cookie: people.member.cookie });
  await page.goto(`${world.test.url}/w/${workspaceId}`);
  await page.waitForSelector('h1:has-text("asks for another way of signing in")');
  await page.click('text=Sign out, and in another way');
  const back = encodeURIComponent(`/w/${workspaceId}`);
  await page.waitForURL(`${world.test.url}/sign-in?return=${back}`);
  assert.deepEqual(faults, []);
});

test('a workspace that is bound to networks says so to whoever is outside', async () => {
  const { workspaceId, people } = world.a;
  const only = `update app.workspaces set ip_ranges = '{203.0.113.0/24}' where id = $1`;
  await runAsAdmin(world.test, only, [workspaceId]);
  const { page, faults } = await visitor(browser, { cookie: people.admin.cookie });
  await page.goto(`${world.test.url}/w/${workspaceId}`);
  await page.waitForSelector('h1:has-text("cannot be entered from this network")');
  await page.waitForSelector('text=Come back from inside');
  assert.deepEqual(faults, []);
});

async function type(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.click('text=Use my password');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

async function secondStep(page: Page, email: string, ends: string): Promise<void> {
  await page.waitForSelector('h1:has-text("Second step")');
  await page.click('text=Send me a code');
  const field = page.getByLabel('Code from your mail');
  await field.waitFor();
  await field.fill(letters.last('factor-code', email).code);
  await page.waitForSelector(`h1:has-text("${ends}")`);
}

async function issue(email: string): Promise<string> {
  const db = openDatabase({ url: world.test.database.operatorUrl, max: 1, prepared: false });
  const system = world.test.app.services.system();
  const made = await issueTemporaryPassword({ db, system }, email).finally(() => db.close());
  assert.ok(made);
  return made;
}
