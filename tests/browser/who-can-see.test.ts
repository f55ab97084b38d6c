import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#tests/support/browser.ts';
import { makeCase, readCase, seen } from '#tests/support/cases.ts';
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

test('a case is restricted, opened again and staffed from its page', async () => {
  const { id } = await makeCase(world.a.as('manager'), world.a, { title: 'Behind a curtain' });
  const { page, faults } = await openPage(world, browser, 'owner', `/cases/${id}`);
  const status = async () => (await world.a.as('reviewer').get(`${world.a.path}/cases/${id}`)).status;
  const open = async () => {
    await page.click('[aria-label=More]');
    await page.click('text=Restrict who may see it');
  };
  const dialog = page.getByRole('dialog', { name: 'Restrict who may see it' });
  assert.equal(await status(), 200);
  await open();
  await dialog.getByRole('button', { name: 'Restrict' }).click();
  await page.waitForSelector('text=Restricted to the people chosen');
  assert.equal(await status(), 404);
  await dialog.waitFor({ state: 'detached' });
  await open();
  await dialog.getByRole('button', { name: 'Lift the restriction' }).click();
  await page.waitForSelector('text=The restriction is lifted');
  assert.equal(await status(), 200);
  const [slot] = await page.getByLabel(/^Add to /).all();
  assert.ok(slot);
  const staffed = page.waitForResponse((reply) => reply.url().endsWith('/staff'));
  await slot.selectOption({ index: 1 });
  assert.equal((await staffed).status(), 200);
  assert.deepEqual(faults, []);
});

test('whoever fills the seats of a restricted case reads who of them cannot see it, and gives a grant', async () => {
  const manager = world.a.as('manager');
  const made = await makeCase(manager, world.a, { title: 'Behind another curtain' });
  const { path } = made;
  const { caseTypes } = (await manager.get(world.a.path)).body;
  const { type } = await readCase(manager, made);
  const { slots } = caseTypes.find(({ key }: { key: string }) => key === type);
  const seats = [{ slot: slots[0].key, userId: world.a.people.reviewer.userId }];
  assertStatus(await manager.put(`${path}/staff`, { seats }, await seen(manager, made)), 200);
  assertStatus(await manager.put(`${path}/restriction`, { grants: [] }, await seen(manager, made)), 200);
  const { page, faults } = await openPage(world, browser, 'manager', `/cases/${made.id}`);
  await page.getByText('Cannot see this case.').waitFor();
  await page.getByRole('button', { name: 'Give a grant' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restrict who may see it' });
  await dialog.getByRole('combobox', { name: /^Add/ }).selectOption(world.a.people.reviewer.userId);
  await dialog.getByRole('button', { name: 'Restrict', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Cannot see this case.').waitFor({ state: 'detached' });
  assertStatus(await world.a.as('reviewer').get(path), 200);
  assert.deepEqual(faults, []);
});

test('whoever restricts a case reads whom of its staff that leaves outside, and which date has passed', async () => {
  const manager = world.a.as('manager');
  const made = await makeCase(manager, world.a, { title: 'Behind a third curtain' });
  const { caseTypes } = (await manager.get(world.a.path)).body;
  const { type } = await readCase(manager, made);
  const { slots } = caseTypes.find(({ key }: { key: string }) => key === type);
  const seats = ['reviewer', 'admin'] as const;
  assertStatus(
    await manager.put(
      `${made.path}/staff`,
      { seats: seats.map((who) => ({ slot: slots[0].key, userId: world.a.people[who].userId })) },
      await seen(manager, made),
    ),
    200,
  );
  const { page, faults } = await openPage(world, browser, 'manager', `/cases/${made.id}`);
  await page.click('[aria-label=More]');
  await page.click('text=Restrict who may see it');
  const dialog = page.getByRole('dialog', { name: 'Restrict who may see it' });
  const outside = dialog.getByText(/^On the staff, and outside/);
  const words = (await outside.textContent()) ?? '';
  assert.match(
    words,
    /outside: [^,]+\. A seat alone/,
    'one is named: admins see it, whoever restricts it stays',
  );
  await dialog.getByRole('button', { name: 'Let them work on it' }).click();
  await outside.waitFor({ state: 'detached' });
  const until = dialog.getByLabel(/^Until when/);
  await until.fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Restrict', exact: true }).click();
  await dialog.getByRole('alert').getByText('This is in the past.').waitFor();
  await until.fill('');
  await dialog.getByRole('button', { name: 'Restrict', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  assertStatus(await world.a.as('reviewer').get(made.path), 200);
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('422')),
    [],
  );
});

async function until(read: () => Promise<string | null>): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await read();
    if (text !== null && text !== '…') return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it was never answered');
}
