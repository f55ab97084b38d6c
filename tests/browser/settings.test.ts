import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, visitor } from '#tests/support/browser.ts';
import { ifMatch } from '#tests/support/cases.ts';
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

test('a state is renamed on a phone, over what another changed meanwhile, which stays', async () => {
  const { page, faults } = await openPage(world, browser, 'owner', '/settings', 360);
  await page.getByRole('combobox', { name: 'Settings' }).selectOption({ label: 'Types and states' });
  const owner = world.a.as('owner');
  const before = (await owner.get(world.a.path)).body;
  const [type] = before.caseTypes;
  const [first, second] = type.states;
  await page.getByRole('button', { name: `Rename ${type.label}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(first.label, { exact: true }).fill('Being written');
  const theirs = { ...type, states: type.states.with(1, { ...second, label: 'Under review' }) };
  const path = `${world.a.path}/case-types/${type.key}`;
  assertStatus(await owner.put(path, theirs, ifMatch(before.version)), 200);
  await dialog.getByLabel('Under review', { exact: true }).waitFor();
  assert.equal(await dialog.getByLabel(first.label, { exact: true }).inputValue(), 'Being written');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Being written · Under review').waitFor();
  const { caseTypes } = (await owner.get(world.a.path)).body;
  const [one, other] = caseTypes.find(({ key }: { key: string }) => key === type.key).states;
  assert.deepEqual([one.label, other.label], ['Being written', 'Under review']);
  assert.deepEqual(faults, []);
});

test('the open part of the settings is in the address: links, back, forward and reload lead to it', async () => {
  const { page, faults } = await openPage(world, browser, 'owner', '/settings?part=tags');
  const open = (label: string) =>
    page.locator('a[data-tab][aria-current=page]').getByText(label, { exact: true }).waitFor();
  await open('Tags');
  await page.click('[data-tab=retention]');
  await open('Retention');
  assert.equal(new URL(page.url()).searchParams.get('part'), 'retention');
  await page.goBack();
  await open('Tags');
  await page.goForward();
  await open('Retention');
  await page.reload();
  await open('Retention');
  assert.deepEqual(faults, []);
});

test('an address that names no part, or one that is not open to the reader, leads to the first', async () => {
  for (const [who, part] of [
    ['owner', 'nothing'],
    ['manager', 'backups'],
  ] as const) {
    const { page } = await openPage(world, browser, who, `/settings?part=${part}`);
    await page.locator('[data-tab=general][aria-current=page]').waitFor();
  }
});

test('from single sign-on one is led back to the part one came from, from nowhere to security', async () => {
  const { page, faults } = await openPage(world, browser, 'owner', '/settings?part=tags');
  await page.getByRole('link', { name: 'Single sign-on' }).click();
  const back = page.getByRole('link', { name: 'All settings' });
  await back.click();
  await page.locator('[data-tab=tags][aria-current=page]').waitFor();
  await page.goto(`${world.test.url}/w/${world.a.workspaceId}/settings/sso`);
  await back.click();
  await page.locator('[data-tab=security][aria-current=page]').waitFor();
  assert.deepEqual(faults, []);
});

test('an address with something other than an id shows that there is nothing, and asks the server nothing', async () => {
  for (const path of ['/cases/42', '/import/none', '/access-reviews/x']) {
    const { page, faults } = await openPage(world, browser, 'owner', path);
    await page.getByRole('heading', { name: 'There is nothing here that you can see' }).waitFor();
    assert.deepEqual(faults, []);
  }
});

test('so do the pages that anyone may open', async () => {
  for (const path of ['/privacy/here', '/sign-out/sso/none', '/erasure/7']) {
    const { page, context, faults } = await visitor(browser);
    await page.goto(`${world.test.url}${path}`);
    await page.getByRole('heading', { name: 'There is nothing here that you can see' }).waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  }
});
