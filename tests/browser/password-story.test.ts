import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { GOOD_PASSWORD, OTHER_PASSWORD } from '#tests/support/accounts.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { launchBrowser, settled, visitor } from '#tests/support/browser.ts';
import { codeTo, mailAfter } from '#tests/support/outbox.ts';
import { keepKit } from '#tests/support/recovery-kit.ts';

const OWNER = 'ada@example.org';
const INVITED = 'grace@example.org';
const RESET = /http:\/\/localhost:\d+\/new-password#[\w-]{43}/;

let app: TestApp;
let browser: Browser;
before(async () => {
  app = await startTestApp();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await app.close();
});

test('who was invited sets a password, signs in by it, forgets it and sets another by the mailed link', async () => {
  const first = await visitor(browser);
  const second = await visitor(browser, { theme: 'dark', width: 360 });
  await joinByInvitation(first.page);
  await setPassword(first.page);
  await signIn(first.page, GOOD_PASSWORD);

  const link = await forget(second.page);
  await openOnly(link);
  await second.page.goto(link);
  await settled(second.page);
  assert.equal(new URL(second.page.url()).hash, '');
  await choose(second.page);

  await first.page.goto(`${app.url}/account/security`);
  await first.page.waitForSelector('h1:has-text("Sign in")');
  await second.page.click('main >> text=Sign in');
  await typePassword(second.page, GOOD_PASSWORD);
  await second.page.waitForSelector('text=do not belong together');
  await second.page.getByLabel('Password', { exact: true }).fill(OTHER_PASSWORD);
  await second.page.keyboard.press('Enter');
  await secondStep(second.page);
  await assertUsed(link);
  assert.deepEqual([...first.faults, ...second.faults], []);
});

/** The owner sets the deployment up and invites; the other one joins in the same browser. */
async function joinByInvitation(page: Page): Promise<void> {
  const owner = await visitor(browser);
  await owner.page.goto(await app.setupLink());
  await owner.page.getByLabel('Your e-mail address').fill(OWNER);
  await owner.page.getByLabel('Your name').fill('Ada Lovelace');
  await owner.page.getByLabel('Name of the workspace').fill('Engine room');
  const code = await codeTo(app, OWNER, () => owner.page.click('text=Make the workspace'));
  await owner.page.getByLabel('Code', { exact: true }).fill(code);
  await keepKit(owner.page);
  await owner.page.waitForSelector('h1:has-text("Good")');
  await owner.page.click('text=Members');
  await owner.page.click('button:has-text("Invite")');
  await owner.page.getByLabel('E-mail address').fill(INVITED);
  const [link] = await mailAfter(app, INVITED, /http:\/\/localhost:\d+\/invitation#[\w-]+/, () =>
    owner.page.click('text=Send the invitation'),
  );
  await page.goto(link);
  await page.getByLabel('Your name').fill('Grace Hopper');
  const joining = await codeTo(app, INVITED, () => page.click('text=Send me a code'));
  await page.getByLabel('Code', { exact: true }).fill(joining);
  await page.waitForSelector('h1:has-text("Good")');
  await owner.context.close();
}

async function setPassword(page: Page): Promise<void> {
  await page.goto(`${app.url}/account/security`);
  await settled(page);
  await page.click('text=Set a password');
  await page.getByLabel('New password').fill(GOOD_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=A second factor is asked for after it');
  await page.goto(`${app.url}/account/sessions`);
  await page.click('text=Sign out here');
  await page.waitForURL(`${app.url}/`);
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto(`${app.url}/sign-in`);
  await typePassword(page, password);
  await secondStep(page);
}

async function typePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(INVITED);
  await page.click('text=Use my password');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

async function secondStep(page: Page): Promise<void> {
  await page.waitForSelector('h1:has-text("Second step")');
  const code = await codeTo(app, INVITED, () => page.click('text=Send me a code'));
  await page.getByLabel('Code from your mail').fill(code);
  await page.waitForSelector('h1:has-text("Good")');
}

async function forget(page: Page): Promise<string> {
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(INVITED);
  await page.click('text=Use my password');
  await page.click('text=Forgot password?');
  const [link] = await mailAfter(app, INVITED, RESET, () => page.click('text=Send me a link'));
  return link;
}

/** As a program does that looks at the links of a mail. */
async function openOnly(link: string): Promise<void> {
  const { page, context } = await visitor(browser);
  await page.goto(link);
  await settled(page);
  await context.close();
}

/** Three tries: one the form refuses, one the server refuses, one that is good. */
async function choose(page: Page): Promise<void> {
  const field = page.getByLabel('New password');
  await field.fill('too short');
  await page.waitForSelector('[data-rule=lower][data-met=true]');
  await page.waitForSelector('[data-rule=digit][data-met=false]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=This needs 12 characters or more');
  await field.fill('Password123!');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=among the first that are guessed');
  await field.fill(OTHER_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1:has-text("Your password is set")');
}

async function assertUsed(link: string): Promise<void> {
  const { page, context } = await visitor(browser);
  await page.goto(link);
  await page.getByLabel('New password').fill(GOOD_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1:has-text("This link does not work")');
  await page.click('text=Ask for a new link');
  await page.waitForSelector('h1:has-text("Forgot your password?")');
  await context.close();
}
