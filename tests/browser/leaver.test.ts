import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Download } from 'playwright-core';
import { makeToken } from '#tests/support/api-tokens.ts';
import { eventually, launchBrowser, settled, visitor } from '#tests/support/browser.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

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

test('an owner lets an admin depart: seen before, tried after, the receipt downloaded', async () => {
  const { a, test: app } = world;
  await makeCase(a.as('admin'), a);
  await makeToken(a, { name: 'Nightly' });
  await makeToken(a, { name: 'Monitor' });
  const { page, faults } = await visitor(browser, { cookie: a.people.owner.cookie });
  await page.goto(`${app.url}/w/${a.workspaceId}/members`);
  await settled(page);
  await page.getByRole('button', { name: 'More about Probe admin' }).click();
  await page.click('text=Leaves for good');
  await page.waitForSelector('text=Gets 1 case');
  await page.getByLabel('Monitor').check();
  await page.getByLabel('Who takes over').selectOption(a.people.manager.userId);
  const shut = page.getByRole('button', { name: 'Shut them out' });
  await page.getByLabel('to go on').fill('Probe owner');
  assert.equal(await shut.isDisabled(), true);
  await page.getByLabel('to go on').fill('Probe admin');
  await shut.click();
  await page.waitForSelector('text=Every old way in was tried, and refused.');
  const trials = await page.locator('dialog li').allTextContents();
  assert.ok(trials.includes('API tokens that go onwork on'), trials.join());
  assert.ok(
    trials.some((text) => text.startsWith('Sessions there wererefused')),
    trials.join(),
  );
  await page.click('text=Done');
  await page.waitForSelector('h2:has-text("Departures")');
  for (const name of ['PDF', 'JSON']) {
    const coming = page.waitForEvent('download');
    await page.getByLabel(`Receipt of Probe admin as ${name}`).click();
    const file = await coming;
    assert.match(file.suggestedFilename(), new RegExp(`^departure-.*\\.${name.toLowerCase()}$`));
    if (name === 'JSON') assert.ok(await isSigned(file), 'it is waited for until it is signed');
  }
  await eventually(async () => assert.equal(await page.locator('ul >> text=Probe admin').count(), 1));
  const gone = await visitor(browser, { cookie: a.people.admin.cookie });
  await gone.page.goto(`${app.url}/w/${a.workspaceId}/members`);
  await gone.page.waitForURL(/\/sign-in/);
  assert.deepEqual([...faults, ...gone.faults], []);
});

async function isSigned(file: Download): Promise<boolean> {
  const { note } = JSON.parse(await readFile(await file.path(), 'utf8'));
  return typeof note === 'string';
}
