import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#tests/support/browser.ts';
import { ifMatch, makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
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

const FIRST = 'Someone else changed this first.';

test('a comment rewritten on another device is shown, and what is typed here stays', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a, { title: 'Two devices' });
  const anchor = { kind: 'case' };
  const { id } = (await member.post(`${made.path}/comments`, { anchor, text: 'One', mentionIds: [] })).body;
  const { page, faults } = await openPage(world, browser, 'member', `/cases/${made.id}`);
  await page.click('[data-tab=comments]');
  const card = page.locator('li').filter({ has: page.getByText('One', { exact: true }) });
  await card.getByRole('button', { name: 'Edit' }).click();
  const form = page.locator('li form');
  await form.getByRole('textbox').fill('Typed here');
  const there = { text: 'Written there', mentionIds: [] };
  assertStatus(await member.patch(`${made.path}/comments/${id}`, there, ifMatch(1)), 200);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(FIRST).waitFor();
  await form.getByText('Written there').waitFor();
  assert.equal(await form.getByRole('textbox').inputValue(), 'Typed here');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('Typed here').waitFor();
  assert.deepEqual(faults, []);
});

test('a tag renamed by someone else is shown beside the name that was typed', async () => {
  const owner = world.a.as('owner');
  const tag = (await owner.post(`${world.a.path}/tags`, { label: 'Pumps', color: 'red' })).body;
  const { page, faults } = await openPage(world, browser, 'admin', '/settings');
  await page.click('[data-tab=tags]');
  const name = page.locator('li', { has: page.getByLabel('Name of Pumps') }).getByRole('textbox');
  await name.fill('Valves');
  const path = `${world.a.path}/tags/${tag.id}`;
  assertStatus(await owner.patch(path, { label: 'Motors', color: 'red' }, ifMatch(1)), 200);
  // The page hears of it while its reader still types: the typing belongs to the name there was.
  const row = page.locator('li', { has: page.getByLabel('Name of Motors') });
  await row.waitFor();
  assert.equal(await row.getByRole('textbox').inputValue(), 'Valves');
  await row.getByRole('textbox').blur();
  await row.getByText(FIRST).waitFor();
  await row.getByText('Motors', { exact: true }).waitFor();
  await row.getByRole('button', { name: 'Save mine' }).click();
  await page.getByLabel('Name of Valves').waitFor();
  const { tags } = (await owner.get(world.a.path)).body;
  assert.deepEqual(tags.find(({ id }: Json) => id === tag.id).version, 3);
  assert.deepEqual(faults, []);
});

test('a template changed by someone else is shown in the dialog, and saving again replaces it', async () => {
  const owner = world.a.as('owner');
  const [type] = (await owner.get(world.a.path)).body.caseTypes;
  const content = { name: 'Letter', type: type.key, title: '', summary: '', body: 'Dear', severity: null };
  const made = (await owner.post(`${world.a.path}/templates`, content)).body;
  const { page, faults } = await openPage(world, browser, 'admin', '/settings');
  await page.click('[data-tab=templates]');
  await page.locator('li', { hasText: 'Letter' }).getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Text').fill('Hello');
  const theirs = { ...content, body: 'Good day' };
  assertStatus(await owner.put(`${world.a.path}/templates/${made.id}`, theirs, ifMatch(1)), 200);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Text: Good day').waitFor();
  assert.equal(await dialog.getByLabel('Text').inputValue(), 'Hello');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { templates } = (await owner.get(world.a.path)).body;
  assert.equal(templates.find(({ id }: Json) => id === made.id).body, 'Hello');
  assert.deepEqual(faults, []);
});
