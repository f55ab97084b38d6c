import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, settled, visitor } from '#tests/support/browser.ts';
import { inDatabase } from '#tests/support/factors.ts';
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

/** How often the banner stands on a page when that much is left of a session. */
async function banners(path: string, left: string, privateDevice: boolean): Promise<number> {
  const { userId, cookie } = world.a.people.member;
  const sql = `update app.sessions set private_device = $2, expires_at = now() + $3::interval, last_seen_at = now()
    where user_id = $1`;
  await inDatabase(world.test, sql, [userId, privateDevice, left]);
  const { page, context } = await visitor(browser, { cookie });
  await page.goto(`${world.test.url}${path}`);
  await settled(page);
  const count = await page.locator('text=Your session ends in').count();
  await context.close();
  return count;
}

const pages = () => [`/w/${world.a.workspaceId}`, '/account/sessions', '/account/security'];

test('three days before its end a private session says so on every page, four days before not', async () => {
  for (const path of pages()) {
    assert.equal(await banners(path, '2 days 23 hours', true), 1, path);
    assert.equal(await banners(path, '4 days', true), 0, path);
  }
});

test('a short session says so ten minutes before', async () => {
  const [path = '/'] = pages();
  assert.equal(await banners(path, '9 minutes', false), 1);
  assert.equal(await banners(path, '12 minutes', false), 0);
});
