import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { runAsAdmin } from '#tests/support/accounts.ts';
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

for (const width of [360, 1440])
  test(`from home to the overdue request, at ${width} px`, async () => {
    const { a } = world;
    const asked = { law: 'gdpr', kind: 'opt_out', name: 'Eve', email: 'eve@example.org', details: '' };
    const made = await a.as('owner').post(`${a.path}/privacy-requests`, asked);
    assertStatus(made, 201);
    await runAsAdmin(world.test, `update app.privacy_requests set due_at = now() - interval '1 hour'`);
    const { page, faults } = await openPage(world, browser, 'admin', '', width);
    await page.getByText('A request about personal data is overdue.').waitFor();
    await page.getByRole('link', { name: 'Answer under Settings, Requests' }).click();
    await page.waitForURL(/\/settings\?part=requests$/);
    await page.getByText('eve@example.org').first().waitFor();
    const answer = { step: 'answer', words: 'Done', offer: 'nothing' };
    assertStatus(await a.as('owner').post(`${a.path}/privacy-requests/${made.body.id}/steps`, answer), 200);
    await page.goto(`${world.test.url}/w/${a.workspaceId}`);
    await page.locator('h1:has-text("Good")').waitFor();
    assert.equal(await page.getByText('is overdue').count(), 0);
    assert.deepEqual(faults, []);
  });

test('on a phone the parts of the settings are one field, and the address names what is open', async () => {
  const { page, faults } = await openPage(world, browser, 'owner', '/settings', 360);
  const field = page.getByRole('combobox', { name: 'Settings' });
  await field.selectOption('retention');
  await page.waitForURL(/part=retention$/);
  await field.selectOption('tags');
  await page.waitForURL(/part=tags$/);
  await page.goBack();
  await page.waitForURL(/part=retention$/);
  await page.locator('select[aria-label=Settings]:has(option[value=retention]:checked)').waitFor();
  assert.deepEqual(faults, []);
});

test('a part that is none, or is not for its reader, opens the first one', async () => {
  for (const [role, part] of [
    ['owner', 'nothing'],
    ['owner', '__proto__'],
    ['member', 'backups'],
  ] as const) {
    const { page, context } = await openPage(world, browser, role, `/settings?part=${part}`, 360);
    await page.locator('select[aria-label=Settings]:has(option[value=general]:checked)').waitFor();
    await context.close();
  }
});
