import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '#contracts/common.ts';
import { verifyExport } from '#server/security/audit/verify.ts';
import { eventually, launchBrowser, settled, type Visitor } from '#tests/support/browser.ts';
import { makeCase, readCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { openRound } from '#tests/support/reviews.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

let world: TestWorld;
let browser: Browser;
let open: Visitor[] = [];
before(async () => {
  world = await startTestWorld();
  browser = await launchBrowser();
});
afterEach(async () => {
  const faults = open.flatMap((visitor) => visitor.faults);
  await Promise.all(open.map(({ context }) => context.close()));
  open = [];
  assert.deepEqual(faults, []);
});
after(async () => {
  await browser.close();
  await world.close();
});

async function at(role: Role, path: string): Promise<Page> {
  const visitor = await openPage(world, browser, role, path);
  open.push(visitor);
  return visitor.page;
}

const row = (page: Page, text: string) => page.locator('[data-row]', { hasText: text });
const choose = (page: Page, text: string) => row(page, text).getByRole('checkbox').check();

test('many are changed together, after being told how many would', async () => {
  const owner = world.a.as('owner');
  assertStatus(await owner.post(`${world.a.path}/tags`, { label: 'Seen twice', color: 'teal' }), 201);
  const mine = await makeCase(world.a.as('member'), world.a, { title: 'Pump of mine' });
  const locked = await makeCase(world.a.as('member'), world.a, { title: 'Pump in review' });
  await openRound(world.a.as('member'), locked, [world.a.people.reviewer.userId]);
  const page = await at('member', '/cases');
  await choose(page, 'Pump of mine');
  await choose(page, 'Pump in review');
  const bar = page.getByRole('region', { name: 'Chosen' });
  await bar.getByText('2 cases chosen').waitFor();
  await bar.getByRole('button', { name: 'Tag' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('group', { name: 'Add' }).getByLabel('Seen twice').check();
  await dialog.getByText(/1 would change\..*1/).waitFor();
  assert.deepEqual((await readCase(owner, mine)).tagIds, [], 'counting changes nothing');
  await dialog.getByRole('button', { name: 'Change 1' }).click();
  await page.getByText('1 changed').waitFor();
  await row(page, 'Pump of mine').getByText('Seen twice').waitFor();
  assert.equal(await row(page, 'Pump in review').getByText('Seen twice').count(), 0);
  await bar.waitFor({ state: 'detached' });
});

test('a filter is kept under a name, chosen again after a reload, deleted and brought back', async () => {
  const member = world.a.as('member');
  await makeCase(member, world.a, { title: 'Grave matter', severity: 'critical' });
  await makeCase(member, world.a, { title: 'Small matter', severity: 'low' });
  const page = await at('member', '/cases');
  await page.getByRole('button', { name: 'Severity' }).click();
  await page.getByRole('dialog', { name: 'Severity' }).getByLabel('Critical').check();
  await page.keyboard.press('Escape');
  await row(page, 'Small matter').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view' }).click();
  await page.getByLabel('Name').fill('Only the worst');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Saved views' }).getByText('Only the worst').waitFor();
  await page.reload();
  await settled(page);
  await row(page, 'Small matter').waitFor();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitemradio', { name: 'Only the worst' }).click();
  await row(page, 'Small matter').waitFor({ state: 'detached' });
  await row(page, 'Grave matter').waitFor();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Delete “Only the worst”' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Saved views' }).getByText('Only the worst').waitFor();
});

test('the audit log is filtered, and what is exported is what the filter says', async () => {
  await makeCase(world.a.as('member'), world.a, { title: 'To be logged' });
  const page = await at('owner', '/audit');
  await page.getByRole('button', { name: 'What: Anything' }).click();
  // Nobody has done this here: it is offered all the same.
  await page.getByLabel('Find actions').fill('case import');
  await page.getByRole('list', { name: 'case import' }).getByLabel('undone', { exact: true }).waitFor();
  await page.getByLabel('Find actions').fill('case cre');
  await page.getByRole('list', { name: 'case', exact: true }).getByLabel('created', { exact: true }).check();
  await page.keyboard.press('Escape');
  const words = page.locator('main ul li p.font-medium');
  await eventually(async () =>
    assert.deepEqual([...new Set(await words.allInnerTexts())], ['case: created']),
  );
  await page.getByLabel('Who').selectOption({ label: 'Probe member' });
  await settled(page);
  await page.getByRole('button', { name: 'Export' }).click();
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'As a table (CSV)' }).click(),
  ]);
  assert.equal(table.suggestedFilename(), 'audit.csv');
  const lines = (await readFile(await table.path(), 'utf8')).trim().split('\n');
  assert.ok(lines.length > 3);
  // The first row holds the signed checkpoint, the last one the count.
  for (const line of lines.slice(2, -1)) assert.match(line, /case\.created/);
  assert.equal((await verifyExport(lines)).ok, true);
  assert.doesNotMatch(lines.join(), /To be logged/);
  await page.getByRole('button', { name: 'Clear' }).click();
  await words.filter({ hasNotText: 'case: created' }).first().waitFor();
  await page.getByRole('button', { name: 'What: Anything' }).waitFor();
});

test('the audit log is searched by address and by what it is about; nothing found says so', async () => {
  const page = await at('owner', '/audit');
  await page.getByLabel('On', { exact: true }).fill('case');
  await page.getByLabel('From address').fill('127.0.0.0/8');
  await settled(page);
  const words = page.locator('main ul li p.font-medium');
  await eventually(async () => {
    const shown = await words.allInnerTexts();
    assert.ok(shown.length > 0);
    for (const text of shown) assert.match(text, /^(?:case:|audit:|home|comment|evidence|review)/);
  });
  await page.getByLabel('From address').fill('203.0.113.9');
  await page.getByText('No entries fit this filter').waitFor();
  await page.route('**/audit/query', (route) => route.abort());
  await page.getByLabel('From address').fill('203.0.113.10');
  await page.getByRole('button', { name: 'Try again' }).waitFor();
});

test('who looked at a case is told on the case, to those who may know', async () => {
  const { id } = await makeCase(world.a.as('member'), world.a, { title: 'Watched' });
  assertStatus(await world.a.as('reviewer').get(`${world.a.path}/cases/${id}`), 200);
  const page = await at('owner', `/cases/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Who looked at this case' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who looked at this case' });
  await dialog.getByText('Probe reviewer').first().waitFor();
  await dialog.getByRole('tab', { name: 'Changed' }).click();
  await dialog.getByText('case: created').waitFor();
  const others = await at('member', `/cases/${id}`);
  await others.getByRole('button', { name: 'More' }).click();
  await others.getByRole('menuitem', { name: 'Who can see this, and why' }).waitFor();
  assert.equal(await others.getByRole('menuitem', { name: 'Who looked at this case' }).count(), 0);
});

test('an export that is refused says so', async () => {
  const page = await at('owner', '/audit');
  await page.route('**/audit/exports', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/json',
      body: JSON.stringify({ code: 'too_many_requests', message: 'Too many.', requestId: 'x' }),
    }),
  );
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
  await page.getByRole('region', { name: 'Messages' }).getByText('Too many.').waitFor();
});
