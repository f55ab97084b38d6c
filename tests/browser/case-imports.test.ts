import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, settled } from '#tests/support/browser.ts';
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

const FILE = 'Subject;Text;Priority\r\n"Pump; stopped";"It ""stood"".";high\r\nBelt torn;Torn;severe\r\n';

test('a manager brings cases in from a table, leaves on the way, and takes them back', async () => {
  const { a } = world;
  const { page, faults } = await openPage(world, browser, 'manager', '/cases');
  await page.click('a:has-text("Import")');
  await page.waitForSelector('text=Choose a CSV file');
  await page.setInputFiles('input[type=file]', {
    name: 'incidents.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(FILE),
  });
  await page.waitForSelector('text=What each column becomes');
  const becomes = page.getByLabel('Text becomes', { exact: true });
  assert.equal(await becomes.inputValue(), 'body');

  // Left and come back to: the file waits.
  await page.goto(`${world.test.url}/w/${a.workspaceId}/import`);
  await page.click('a:has-text("incidents.csv")');
  await page.waitForSelector('text=What each column becomes');
  await page.getByLabel('Columns are separated by').selectOption('comma');
  await page.waitForSelector('text=Subject;Text;Priority');
  await page.getByLabel('Columns are separated by').selectOption('semicolon');
  await becomes.waitFor();

  await page.click('button:has-text("Check every row")');
  await page.waitForSelector('text=1 row of 2 can be imported');
  await page.waitForSelector('li:has-text("Severity: it is low, medium, high or critical.") >> text=row 3');
  await page.click('button:has-text("Import 1 ")');
  await page.waitForSelector('text=Done, rows refused');
  const made = (await a.as('manager').post(`${a.path}/cases/query`, {})).body.items;
  assert.deepEqual(
    made.map(({ title }: { title: string }) => title),
    ['Pump; stopped'],
  );
  await page.click('button:has-text("Take back")');
  await page.click('dialog[open] button:has-text("Remove 1")');
  await page.waitForSelector('span:text-is("Taken back")');
  await settled(page);
  assert.deepEqual((await a.as('manager').post(`${a.path}/cases/query`, {})).body.items, []);
  assert.deepEqual(faults, []);
});

test('whoever may not import is shown no way to it', async () => {
  const { page } = await openPage(world, browser, 'reviewer', '/cases');
  await page.waitForSelector('h1');
  assert.equal(await page.locator('a:has-text("Import")').count(), 0);
});
