import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { withClient } from '#tests/support/admin.ts';
import { launchBrowser, settled } from '#tests/support/browser.ts';
import { makeCase } from '#tests/support/cases.ts';
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

test('an admin sees what would go, saves the rules, and puts a case under a hold', async () => {
  const { a } = world;
  const made = await makeCase(a.as('member'), a, { title: 'An old one' });
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(
      `update app.cases set phase = 'closed', updated_at = now() - interval '400 days' where id = $1`,
      [made.id],
    ),
  );
  const { page, faults } = await openPage(world, browser, 'admin', '/settings');
  await page.click('[data-tab=retention]');
  const days = page.getByLabel('Closed cases: days', { exact: true });
  await days.fill('365');
  await page.click('button:has-text("Preview")');
  await page.waitForSelector('dialog[open] li:has-text("Closed cases")');
  await page.click('button:has-text("Save the rules")');
  await page.waitForSelector('text=New rules count from tomorrow');
  await page.waitForSelector('dialog', { state: 'detached' });
  assert.equal(await days.inputValue(), '365');

  await page.goto(`${world.test.url}/w/${a.workspaceId}/cases/${made.id}`);
  await settled(page);
  await page.click('[aria-label=More]');
  await page.click('text=Put it under a legal hold');
  await page.locator('dialog[open] textarea').fill('A dispute');
  await page.click('button:has-text("Place the hold")');
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.locator('header').getByText('Legal hold', { exact: true }).waitFor();
  const { body } = await a.as('admin').get(`${a.path}/retention`);
  assert.deepEqual([body.holds, body.rules[0].days], [1, 365]);
  assert.deepEqual(faults, []);
});
