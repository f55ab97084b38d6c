import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { clientByToken } from '#tests/support/api-tokens.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

let world: TestWorld;
let browser: Browser;
before(async () => {
  world = await startTestWorld();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await world.close();
});

const NARROW = 360;

async function settings(tab: 'tokens' | 'networks', width?: number) {
  const visitor = await openPage(world, browser, 'owner', '/settings', width);
  if (width === NARROW) await chooseTokens(visitor.page);
  else await visitor.page.click(`[data-tab=${tab}]`);
  return visitor;
}

/** On a narrow screen the parts of the settings are a list to choose from. */
async function chooseTokens(page: Page): Promise<void> {
  await page.locator('select:has(option[value=tokens])').selectOption('tokens');
}

async function makeToken(page: Page): Promise<string> {
  await page.click('text=New token');
  await page.getByLabel('Name').fill('Night watch');
  await page.getByLabel('Workspace: all').click();
  await page.getByLabel('comments:write').check();
  await page.getByLabel('Lasts').selectOption('30');
  await page.getByLabel('Only from these networks').fill('127.0.0.0/8 ::1 nowhere');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=No address or network: nowhere');
  await page.getByRole('textbox', { name: 'Only from these networks' }).fill('');
  await page.click('text=Make the token');
  await page.waitForSelector('[data-secret]');
  return (await page.locator('[data-secret]').innerText()).trim();
}

test('a token is made, shown once, used, and revoked by its name', async () => {
  const { a } = world;
  const { page, faults } = await settings('tokens', NARROW);
  const secret = await makeToken(page);
  const script = clientByToken(world, secret);
  assertStatus(await script.get(a.path), 200);
  assertStatus(await script.post(`${a.path}/audit/query`, {}), 403);
  await page.click('text=I have kept it');
  await page.reload();
  await chooseTokens(page);
  await page.waitForSelector('text=Last used just now');
  assert.ok(!(await page.content()).includes(secret.slice(-49)));
  await page.getByLabel('Revoke Night watch').click();
  const revoke = page.locator('dialog button[type=submit]');
  assert.ok(await revoke.isDisabled());
  await page.getByLabel('Type “Night watch” to go on').fill('Night watch');
  await revoke.click();
  await page.waitForSelector('text=Night watch is revoked');
  assertStatus(await script.get(a.path), 401);
  assert.deepEqual(faults, []);
});

test('whoever leaves their own network out has to type it, and sees who else is cut off', async () => {
  const { a } = world;
  const { page, faults } = await settings('networks');
  const ranges = page.getByRole('textbox', { name: 'Allowed networks' });
  await ranges.fill('203.0.113.0/24');
  await page.click('button:has-text("Save")');
  await page.waitForSelector('text=This shuts you out');
  assert.ok(await page.locator('dialog button[type=submit]').isDisabled());
  await page.click('text=Not now');
  assert.equal((await a.as('owner').get(`${a.path}/address-rules`)).body.ranges, null);
  await page.click('text=Add my own address');
  await page.click('button:has-text("Save")');
  await page.waitForSelector('text=This cuts somebody off');
  await page.waitForSelector('dialog >> text=Probe viewer');
  await page.click('text=Save all the same');
  await page.waitForSelector('text=Saved. It binds everybody');
  const { body } = await a.as('owner').get(`${a.path}/address-rules`);
  assert.equal(body.ranges.length, 2);
  assert.deepEqual(faults, []);
});
