import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ageFactors, forgetTries, GOOD_PASSWORD, OTHER_PASSWORD } from '#tests/support/accounts.ts';
import { eventually, launchBrowser, settled, visitor } from '#tests/support/browser.ts';
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

test('a password is set, signs in with a mailed code after it, is changed and removed', async () => {
  const { member } = world.a.people;
  const { page, faults } = await visitor(browser, { cookie: member.cookie });
  await open(page);
  await page.click('text=Set a password');
  await page.getByLabel('New password').fill(GOOD_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=A second factor is asked for after it');
  await signOut(page);

  await signIn(page, member.email, GOOD_PASSWORD);
  await open(page);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByLabel('Current password').fill('Not that one, never 1');
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=This is not your password');
  await ageFactors(world.test, member.userId);
  await page.click('text=I do not know it');
  await page.waitForSelector('text=Another factor is asked for');
  await page.keyboard.press('Enter');
  await confirm(page, member.email);
  await page.waitForSelector('text=Your password is set');
  await signOut(page);

  await signIn(page, member.email, OTHER_PASSWORD);
  await open(page);
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.click('dialog >> text=Remove it');
  await page.waitForSelector('text=You have none; a code from your mail signs you in');
  assert.deepEqual(faults, []);
});

test('another address is proven by a code sent to it, and signs in from then on', async () => {
  const { reviewer } = world.a.people;
  const { page, faults } = await visitor(browser, { cookie: reviewer.cookie, width: 360, theme: 'dark' });
  const other = await visitor(browser, { cookie: reviewer.cookie });
  await ageFactors(world.test, reviewer.userId);
  await open(page);
  await page.click('text=Change the address');
  await page.getByLabel('New e-mail address').fill('moved@example.org');
  await page.keyboard.press('Enter');
  await confirm(page, reviewer.email);
  const field = page.getByLabel('Code', { exact: true });
  await field.fill('AAAAAAAAAAAA');
  await page.waitForSelector('text=This code is not valid');
  await field.fill(letters.last('email-code', 'moved@example.org').code);
  await page.waitForSelector('text=Your address is moved@example.org now');
  assert.equal(letters.last('account-notice', reviewer.email).what, 'email-changed');
  await other.page.goto(`${world.test.url}/account/security`);
  await other.page.waitForSelector('h1:has-text("Sign in")');
  assert.deepEqual(faults, []);
});

test('all sessions but this one are ended at once', async () => {
  const { viewer } = world.a.people;
  const first = await visitor(browser, { cookie: viewer.cookie });
  await open(first.page, 'sessions');
  assert.equal(await first.page.locator('text=End all others').count(), 0);
  const second = await visitor(browser);
  await second.page.goto(`${world.test.url}/sign-in?return=/account/sessions`);
  await second.page.getByLabel('E-mail address').fill(viewer.email);
  await second.page.click('text=Send me a code');
  await second.page.waitForSelector('h1:has-text("Look into your mail")');
  const { code } = letters.last('sign-in-code', viewer.email);
  await second.page.getByLabel('Code', { exact: true }).fill(code);
  await second.page.click('text=End all others');
  await second.page.waitForSelector('text=Every other session has ended');
  await eventually(async () => assert.equal(await second.page.locator('main li').count(), 1));
  await first.page.reload();
  await first.page.waitForSelector('h1:has-text("Sign in")');
  assert.deepEqual([...first.faults, ...second.faults], []);
});

test('a name is changed by the keyboard alone: a dialog gives its field the focus', async () => {
  const { manager } = world.a.people;
  const { page, faults } = await visitor(browser, { cookie: manager.cookie });
  await open(page);
  await page.getByRole('button', { name: 'Change the name' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog h2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Mary Jackson');
  await page.keyboard.press('Enter');
  await page.waitForSelector('li:has-text("Mary Jackson")');
  await page.waitForSelector('dialog', { state: 'detached' });
  assert.deepEqual(faults, []);
});

async function open(page: Page, part = 'security'): Promise<void> {
  await page.goto(`${world.test.url}/account/${part}`);
  await settled(page);
}

async function signOut(page: Page): Promise<void> {
  await open(page, 'sessions');
  await page.click('text=Sign out here');
  await page.waitForURL(`${world.test.url}/`);
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${world.test.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.click('text=Use my password');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1:has-text("Second step")');
  await typeMailedCode(page, email);
  await page.waitForSelector('h1:has-text("Good")');
}

/** Gives a factor where one is wanted anew. */
async function confirm(page: Page, email: string): Promise<void> {
  await page.waitForSelector('text=Confirm that it is you');
  await typeMailedCode(page, email);
}

async function typeMailedCode(page: Page, email: string): Promise<void> {
  await page.click('text=Send me a code');
  const field = page.getByLabel('Code from your mail');
  await field.waitFor();
  await field.fill(letters.last('factor-code', email).code);
}
