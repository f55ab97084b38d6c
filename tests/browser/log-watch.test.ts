import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#tests/support/browser.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startWebhookReceiver } from '#tests/support/receivers.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

let world: TestWorld;
let browser: Browser;
let hook: Awaited<ReturnType<typeof startWebhookReceiver>>;
before(async () => {
  hook = await startWebhookReceiver();
  world = await startTestWorld({ env: { CASEWARD_INSIDE_HOSTS: hook.host } });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await world.close();
  hook.close();
});

test('an alert and a stream are made, their secret is shown once, and what became of them is seen', async () => {
  const { page, faults } = await openPage(world, browser, 'owner', '/settings');
  await page.click('[data-tab=log]');
  await page.getByText('No alerts yet').waitFor();
  await page.getByRole('button', { name: 'New alert' }).click();
  const form = page.getByRole('dialog', { name: 'New alert' });
  await form.getByLabel('When').selectOption('export');
  await form.getByLabel('Name').fill('Somebody takes data out');
  await form.getByLabel('By webhook').fill(hook.url);
  await form.getByRole('button', { name: 'Make the alert' }).click();
  const secret = page.getByRole('dialog', { name: 'Secret of the webhook' });
  assert.match(await secret.locator('code').innerText(), /^whsec_/);
  await secret.getByRole('button', { name: 'I have kept it' }).click();
  const alerts = page.getByRole('region', { name: 'Alerts', exact: true });
  await alerts.getByText('Somebody takes data out').waitFor();
  assertStatus(await world.a.as('owner').post(`${world.a.path}/audit/exports`, { format: 'csv' }), 200);
  const messages = page.getByRole('region', { name: 'Messages of alerts' });
  for (let i = 0; i < 20 && (await messages.getByText('Sent', { exact: true }).count()) < 2; i += 1) {
    await page.reload();
    await page.click('[data-tab=log]');
    await page.waitForTimeout(500);
  }
  assert.equal(await messages.getByText('Sent', { exact: true }).count(), 2, 'by mail and by webhook');
  await page.getByRole('button', { name: 'New stream' }).click();
  const stream = page.getByRole('dialog', { name: 'New stream' });
  await stream.getByLabel('To', { exact: true }).selectOption('webhook');
  await stream.getByLabel('Address').fill(hook.url);
  await stream.getByRole('button', { name: 'Make the stream' }).click();
  await secret.getByRole('button', { name: 'I have kept it' }).click();
  const streams = page.getByRole('region', { name: 'Streams' });
  await streams.getByText('Signed webhook').first().waitFor();
  await streams.getByRole('button', { name: 'Stop Signed webhook' }).click();
  await streams.getByText('Stopped').waitFor();
  assert.deepEqual(faults, []);
});

test('who does not secure the workspace has no such settings', async () => {
  const { page } = await openPage(world, browser, 'manager', '/settings');
  await page.waitForSelector('[data-tab=general]');
  assert.equal(await page.locator('[data-tab=log]').count(), 0);
});
