import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually, launchBrowser, settled, visitor } from '#tests/support/browser.ts';
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

test('an access review is opened, everyone judged, closed, and its record downloaded', async () => {
  const { a, test: app } = world;
  const owner = await visitor(browser, { cookie: a.people.owner.cookie });
  await owner.page.goto(`${app.url}/w/${a.workspaceId}/members`);
  await settled(owner.page);
  await owner.page.click('text=Access reviews');
  await owner.page.click('button:has-text("Open a review")');
  await owner.page.waitForSelector('h1:has-text("Access review")');
  const { page: admins } = await visitor(browser, { cookie: a.people.admin.cookie });
  await admins.goto(`${app.url}/w/${a.workspaceId}`);
  await admins.click('text=An access review is open');
  await judge(admins, 'owner', 'Runs the team');
  await judge(owner.page, 'viewer', 'Left the project', 'remove');
  await judge(owner.page, 'reviewer', 'Reads only', 'lower');
  assert.equal(await owner.page.getByRole('button', { name: 'Judge Probe owner' }).count(), 0);
  for (const role of ['admin', 'manager', 'member']) await judge(owner.page, role, 'Works here');
  await owner.page.click('text=Close the review');
  const coming = owner.page.waitForEvent('download');
  await owner.page.click('text=Signed record');
  const file = await coming;
  assert.match(file.suggestedFilename(), /^access-review-.*\.json$/);
  const { note } = JSON.parse(await readFile(await file.path(), 'utf8'));
  assert.equal(typeof note, 'string', 'it is waited for until it is signed');
  const shown = owner.page.locator('li:has-text("Probe reviewer")');
  await eventually(async () =>
    assert.match((await shown.textContent()) ?? '', /Probe owner: Reads only.*Lowered to/),
  );
  assert.equal((await a.as('viewer').get(a.path)).status, 404);
  assert.deepEqual(owner.faults, []);
});

async function judge(page: Page, name: string, reason: string, what?: string): Promise<void> {
  await page.getByRole('button', { name: `Judge Probe ${name}` }).click();
  if (what !== undefined) await page.getByLabel('What becomes of them').selectOption(what);
  await page.getByLabel('Reason').fill(reason);
  await page.click('text=Say so');
  await page.waitForSelector('dialog', { state: 'detached' });
}
