import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, visitor } from '#tests/support/browser.ts';
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

test('whoever is suspended reads it with whom to ask, at a page that was open too; a stranger reads that there is nothing', async () => {
  const { a, b, test } = world;
  const { name } = (await a.as('owner').get(a.path)).body;
  const { page, faults } = await openPage(world, browser, 'viewer');
  await page.locator('h1:has-text("Good")').waitFor();
  assertStatus(await a.as('owner').put(`${a.path}/members/${a.people.viewer.userId}/suspension`, {}), 200);
  const told = page.getByRole('heading', { name: `Your membership of ${name} is suspended` });
  for (const path of [`/w/${a.workspaceId}/cases`, '/']) {
    await page.goto(`${test.url}${path}`);
    await told.waitFor();
    await page.getByText('Ask one of its owners or admins').waitFor();
  }
  const stranger = await visitor(browser, { cookie: b.people.owner.cookie });
  await stranger.page.goto(`${test.url}/w/${a.workspaceId}`);
  await stranger.page.getByRole('heading', { name: 'There is nothing here that you can see' }).waitFor();
  assert.equal(await stranger.page.getByText('suspended').count(), 0);
  assert.deepEqual([...faults, ...stranger.faults], []);
});

test('whoever was taken out of their only workspace reads that they are in none', async () => {
  const { a, test } = world;
  const inside = await openPage(world, browser, 'reviewer');
  await inside.page.goto(`${test.url}/account/sessions`);
  await inside.page.getByRole('heading', { name: 'Sessions', exact: true }).waitFor();
  const told = (page: typeof inside.page) => page.getByText('You are in no workspace.');
  assert.equal(await told(inside.page).count(), 0);
  assertStatus(await a.as('owner').delete(`${a.path}/members/${a.people.reviewer.userId}`), 204);
  await inside.page.goto(test.url);
  await told(inside.page).waitFor();
  await inside.page.getByRole('link', { name: 'make a new one' }).waitFor();
  assert.deepEqual(inside.faults, []);
});
