import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#tests/support/browser.ts';
import { makeCase } from '#tests/support/cases.ts';
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

test('who can see a restricted case is told with the reason, and what would change before it does', async () => {
  const { id } = await makeCase(world.a.as('member'), world.a, { title: 'A matter of trust' });
  const seen = await world.a.as('owner').get(`${world.a.path}/cases/${id}`);
  const restricted = await world.a
    .as('owner')
    .put(
      `${world.a.path}/cases/${id}/restriction`,
      { grants: [] },
      { 'if-match': seen.headers.get('etag') ?? '' },
    );
  assertStatus(restricted, 200);
  const { page, faults } = await openPage(world, browser, 'owner', `/cases/${id}`);
  await page.click('[aria-label=More]');
  await page.click('text=Who can see this, and why');
  const dialog = page.getByRole('dialog', { name: 'Who can see this, and why' });
  await dialog.getByText('The operator').waitFor();
  const whatIf = dialog.getByRole('region', { name: 'What if' });
  const name = await whatIf
    .getByLabel('Member')
    .locator('option', { hasText: /viewer/i })
    .first()
    .textContent();
  assert.ok(name);
  await whatIf.getByLabel('Member').selectOption({ label: name });
  const then = whatIf.locator('dt:has-text("Then") + dd');
  const before = await until(() => then.textContent());
  await whatIf.getByLabel(`Role ${name} would have`).selectOption('admin');
  const after = await until(async () => {
    const text = await then.textContent();
    return text === before ? '…' : text;
  });
  assert.notEqual(after, before);
  assert.deepEqual(faults, []);
});

async function until(read: () => Promise<string | null>): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await read();
    if (text !== null && text !== '…') return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it was never answered');
}
