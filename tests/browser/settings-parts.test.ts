import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { runAsAdmin } from '#tests/support/accounts.ts';
import { accessibilityFaults } from '#tests/support/axe.ts';
import { eventually, launchBrowser, settled } from '#tests/support/browser.ts';
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

test('home tells who administers what is amiss with the server, and nobody else', async () => {
  const asked = /\/api\/health$/;
  const drill = async (outcome: 'none_yet' | 'failed') => {
    // A look at the parts is kept for seconds.
    await eventually(async () => {
      const { checks } = await (await fetch(`${world.test.url}/api/health`)).json();
      assert.equal(checks.find(({ name }: { name: string }) => name === 'drill').note, outcome);
    });
  };
  await runAsAdmin(
    world.test,
    `insert into app.backups (id, own, taken_at, outcome, place, total_rows) values ('one', true, now(), 'complete', 'x', 1)`,
  );
  for (const width of [360, 1440]) {
    await drill('none_yet');
    const { page, faults } = await openPage(world, browser, 'admin', '', width);
    await Promise.all([page.waitForResponse(asked), page.reload()]);
    await settled(page);
    assert.equal(await page.getByText('is amiss with').count(), 0, 'a set-up that only begins is not amiss');

    await runAsAdmin(
      world.test,
      `insert into app.drills (backup_id, started_at, outcome, migration, failure) values ('one', now(), 'failed', 1, 'x')`,
    );
    await drill('failed');
    await page.reload();
    await page
      .getByText('Something is amiss with this server: Rehearsed restore (the last one failed).')
      .waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    const link = page.getByRole('link', { name: 'Look at its status' });
    await Promise.all([page.waitForURL(/\/status$/), link.click()]);
    await page.getByText('Rehearsed restore').first().waitFor();
    assert.deepEqual(faults, []);

    const member = await openPage(world, browser, 'member', '', width);
    const heard: string[] = [];
    member.page.on('request', (request) => void heard.push(request.url()));
    await member.page.reload();
    await settled(member.page);
    assert.ok(heard.some((url) => url.endsWith('/home')));
    assert.deepEqual(
      heard.filter((url) => asked.test(url)),
      [],
    );
    await runAsAdmin(world.test, 'delete from app.drills');
  }
});

test('home tells who administers that the standing attacker got through, until a round holds again', async () => {
  const words = 'The standing attacker got from one workspace into another.';
  const round = (outcome: string) =>
    runAsAdmin(
      world.test,
      `insert into app.attack_rounds (id, started_at, outcome) values (gen_random_uuid(), now(), '${outcome}')`,
    );
  const asked = /\/api\/v1\/trust\/standing-attacks$/;
  await round('broken');
  for (const width of [360, 1440]) {
    const { page, faults } = await openPage(world, browser, 'owner', '', width);
    await page.getByText(words).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    const link = page.getByRole('link', { name: 'Look at the trust centre' });
    await Promise.all([page.waitForURL(/\/trust$/), link.click()]);
    await page.getByText('Got through', { exact: true }).waitFor();
    assert.deepEqual(faults, []);
  }
  await round('held');
  const { page } = await openPage(world, browser, 'owner');
  await Promise.all([page.waitForResponse(asked), page.reload()]);
  await settled(page);
  assert.equal(await page.getByText(words).count(), 0);
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
