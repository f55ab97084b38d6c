import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { type Authenticator, authenticator } from '#tests/support/authenticator.ts';
import { launchBrowser, settled, visitor } from '#tests/support/browser.ts';
import { inDatabase } from '#tests/support/factors.ts';
import { codeTo } from '#tests/support/outbox.ts';
import { keepKit } from '#tests/support/recovery-kit.ts';

const OWNER = 'ada@example.org';
/** A browser on a busy machine may need so long from typing a code to sending it. */
const BUSY_MS = 20_000;

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

test('an authenticator app is set up, asked for at the next sign-in, and opens what administers', async () => {
  const ada = await visitor(browser);
  await setUp(ada.page);
  await ada.page.waitForSelector('text=in 7 days your workspace asks for it first');
  const { device, codes } = await enrol(ada.page);
  assert.equal(codes.length, 10);
  await ada.page.goto(app.url);
  await ada.page.waitForSelector('h1:has-text("Good")');
  assert.equal(await ada.page.locator('text=asks for it first').count(), 0);

  const again = await visitor(browser, { theme: 'dark', width: 360 });
  await typeAddressAndCode(again.page);
  await again.page.waitForSelector('h1:has-text("Second step")');
  await again.page.getByLabel('Code of your authenticator app').fill('000000');
  await again.page.waitForSelector('text=This code is not right');
  await again.page.getByLabel('Code of your authenticator app').fill(device.next());
  await again.page.waitForSelector('h1:has-text("Good")');

  await inDatabase(app, `update app.sessions set factor_at = now() - interval '11 minutes'`);
  await openInvitation(again.page);
  await again.page.click('text=Use a backup code');
  await again.page.getByLabel('Backup code').fill(codes[0] ?? '');
  await again.page.waitForSelector('text=new@example.org');
  assert.deepEqual([...ada.faults, ...again.faults], []);
});

test('when the time is over, every page of the workspace leads to the set-up', async () => {
  await inDatabase(app, 'delete from app.totp_secrets');
  const sql = `update app.memberships set admin_since = now() - interval '8 days'`;
  await inDatabase(app, sql);
  const ada = await visitor(browser);
  await typeAddressAndCode(ada.page);
  await ada.page.waitForURL(`${app.url}/account/security`);
  await ada.page.waitForSelector('text=the time for it is over');
  await enrol(ada.page);
  await ada.page.goto(app.url);
  await ada.page.waitForSelector('h1:has-text("Good")');
  assert.deepEqual(ada.faults, []);
});

async function setUp(page: Page): Promise<void> {
  await page.goto(await app.setupLink());
  await page.getByLabel('Your e-mail address').fill(OWNER);
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Name of the workspace').fill('Engine room');
  await typeCode(page, () => page.click('text=Make the workspace'));
  await keepKit(page);
  await page.waitForSelector('h1:has-text("Good")');
}

async function typeAddressAndCode(page: Page): Promise<void> {
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(OWNER);
  await typeCode(page, () => page.click('text=Send me a code'));
}

async function typeCode(page: Page, ask: () => Promise<unknown>): Promise<void> {
  const code = await codeTo(app, OWNER, ask);
  await page.getByLabel('Code').fill(code);
}

/** Reads the secret as text, as somebody without a camera would. */
async function enrol(page: Page): Promise<{ device: Authenticator; codes: string[] }> {
  await page.goto(`${app.url}/account/security`);
  await settled(page);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.waitForSelector('dialog svg[role=img]');
  const secret = ((await page.locator('dialog code').textContent()) ?? '').replaceAll(' ', '');
  const device = authenticator(secret, BUSY_MS);
  await page.getByLabel('The six digits the app shows now').fill(device.next());
  await page.click('text=Switch it on');
  await page.waitForSelector('dialog ol');
  const codes = await page.locator('dialog ol li').allTextContents();
  await page.click('text=I have kept them');
  await page.waitForSelector('text=10 of 10 left');
  return { device, codes };
}

async function openInvitation(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  await page.goto(`${app.url}${pathname}/members`);
  await settled(page);
  await page.click('button:has-text("Invite")');
  await page.getByLabel('E-mail address').fill('new@example.org');
  await page.getByLabel('Role').selectOption('viewer');
  await page.locator('dialog button[type=submit]').click();
  await page.waitForSelector('text=Confirm that it is you');
}
