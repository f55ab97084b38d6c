import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { launchBrowser, settled, until, visitor } from '#tests/support/browser.ts';
import { codeTo, mailAfter } from '#tests/support/outbox.ts';
import { keepKit } from '#tests/support/recovery-kit.ts';

const OWNER = 'ada@example.org';
const REVIEWER = 'grace@example.org';

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

test('from the set-up link to a published case that is found again, by two people', async () => {
  const ada = await visitor(browser);
  const grace = await visitor(browser, { theme: 'dark', width: 360 });
  await setUp(ada.page);
  await invite(ada.page);
  await join(ada.page, grace.page);
  const address = await writeCase(ada.page);
  await askForReview(ada.page);
  await approve(grace.page, address);
  await publish(ada.page);
  await find(grace.page);
  assert.deepEqual([...ada.faults, ...grace.faults], []);
});

test('a theme goes with the account: it is there again after signing in elsewhere', async () => {
  const first = await visitor(browser);
  await signIn(first.page);
  await first.page.click('header button:has-text("Account of")');
  await first.page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await until(first.page, IS_DARK);
  await first.page.click('header button:has-text("Account of")');
  await first.page.click('text=Sign out only on this device');
  await first.page.waitForURL(`${app.url}/`);
  await until(first.page, `!(${IS_DARK})`);
  const second = await visitor(browser);
  await signIn(second.page);
  await until(second.page, IS_DARK);
  await second.page.reload();
  await settled(second.page);
  assert.equal(await second.page.evaluate(IS_DARK), true);
  assert.deepEqual([...first.faults, ...second.faults], []);
});

const IS_DARK = "document.documentElement.dataset.theme === 'dark'";

async function signIn(page: Page): Promise<void> {
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(OWNER);
  await typeCode(page, OWNER, () => page.click('text=Send me a code'));
  await page.waitForSelector('h1:has-text("Good")');
}

async function setUp(page: Page): Promise<void> {
  await page.goto(await app.setupLink());
  await page.getByLabel('Your e-mail address').fill(OWNER);
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Name of the workspace').fill('Engine room');
  await typeCode(page, OWNER, () => page.click('text=Make the workspace'));
  await keepKit(page);
  await page.waitForSelector('h1:has-text("Good")');
  assert.doesNotMatch(page.url(), /#/);
}

async function invite(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.click('button:has-text("Invite")');
  await page.getByLabel('E-mail address').fill(REVIEWER);
  await page.getByLabel('Role').selectOption('reviewer');
}

async function join(inviter: Page, page: Page): Promise<void> {
  const [link] = await mailAfter(app, REVIEWER, /http:\/\/localhost:\d+\/invitation#[\w-]+/, () =>
    inviter.click('text=Send the invitation'),
  );
  await page.goto(link);
  await page.getByLabel('Your name').fill('Grace Hopper');
  await typeCode(page, REVIEWER, () => page.click('text=Send me a code'));
  await page.waitForSelector('h1:has-text("Good")');
}

/** Written with the keyboard alone up to the text; what is typed is a draft before it is saved. */
async function writeCase(page: Page): Promise<string> {
  await page.keyboard.press('Escape');
  await page.locator('h1').first().click();
  await page.keyboard.press('c');
  await page.getByLabel('Title').fill('Clocks drift apart');
  await page
    .getByLabel('Text', { exact: true })
    .fill('# What happened\n\nThe chronometer was wrong by 41 seconds.');
  await page.waitForSelector('text=Your typing is kept as a draft');
  await page.click('button:has-text("Save case")');
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await settled(page);
  return page.url();
}

async function askForReview(page: Page): Promise<void> {
  await page.click('button:has-text("Ask for a review")');
  await page.getByLabel('Grace Hopper').check();
  await page.locator('form button:has-text("Ask for a review")').click();
  await page.waitForSelector('text=In review');
}

async function approve(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.click('[data-tab=review]');
  await page.getByLabel('Comment', { exact: true }).fill('Shown by the evidence.');
  await page.click('button:has-text("Approve")');
  await page.waitForSelector('text=1 of 1 approved');
}

/** The author's page hears of the approval by itself and offers the next step. */
async function publish(page: Page): Promise<void> {
  await page.click('header button:has-text("Publish")');
  await page.waitForSelector('header >> text=Published');
}

async function find(page: Page): Promise<void> {
  await page.locator('h1').first().click();
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('chronom');
  await page.keyboard.press('Enter');
  await page.waitForSelector('mark:has-text("chronom")');
  assert.match((await page.textContent('main')) ?? '', /Clocks drift apart/);
}

async function typeCode(page: Page, address: string, ask: () => Promise<unknown>): Promise<void> {
  const code = await codeTo(app, address, ask);
  await page.getByLabel('Code', { exact: true }).fill(code);
}
