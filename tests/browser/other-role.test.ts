import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#tests/support/browser.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

const PAGES = ['/cases/new', '/import', '/access-reviews', '/audit', '/settings/sso'];
const TOLD = 'This page is not part of your role';

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

test('a page of another role says so before anything is typed into it, and asks the server nothing', async () => {
  const { page, faults } = await openPage(world, browser, 'viewer');
  const refused: string[] = [];
  page.on('response', (reply) => void (reply.status() === 403 && refused.push(reply.url())));
  for (const path of PAGES) {
    await page.goto(`${world.test.url}/w/${world.a.workspaceId}${path}`);
    await page.getByRole('heading', { level: 1, name: TOLD }).waitFor();
    await page.getByText('your role is Viewer').waitFor();
  }
  await page.locator('main').getByRole('link', { name: 'Go to the start' }).click();
  await page.waitForSelector('h1:has-text("Good")');
  assert.deepEqual([...refused, ...faults], []);
});

test('control: to whoever has the role, each of them opens', async () => {
  for (const path of PAGES) {
    const { page, context } = await openPage(world, browser, 'owner', path);
    assert.notEqual(await page.locator('h1').first().textContent(), TOLD, path);
    await context.close();
  }
});

test('a page that stands open goes when the role does', async () => {
  const { a } = world;
  const { page } = await openPage(world, browser, 'member', '/cases/new');
  await page.getByRole('heading', { level: 1, name: 'New' }).waitFor();
  const member = `${a.path}/members/${a.people.member.userId}`;
  assertStatus(await a.as('owner').patch(member, { role: 'viewer' }, { 'if-match': '"v1"' }), 200);
  await page.getByRole('heading', { level: 1, name: TOLD }).waitFor();
});
