import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '#contracts/common.ts';
import { launchBrowser, type Visitor } from '#tests/support/browser.ts';
import { assertStatus } from '#tests/support/client.ts';
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

test('a contact is entered, agrees, wants nothing sold, takes it back, and all of it is shown', async () => {
  const page = await at('member', '/contacts');
  await page.getByText('No contacts yet').waitFor();
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Name').fill('Grace Hopper');
  await dialog.getByLabel('E-mail addresses').fill('grace@navy.example\nnonsense');
  await dialog.getByRole('button', { name: 'Enter' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('E-mail addresses').fill('grace@navy.example');
  await dialog.getByRole('button', { name: 'Enter' }).click();
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/);
  const sharing = page.locator('[data-purpose=sharing]');
  await sharing.getByText('never asked').waitFor();
  await sharing.getByRole('button', { name: 'Sharing: note consent' }).click();
  await dialog.getByLabel('How they said it').fill('On the telephone');
  await dialog.getByRole('button', { name: 'Note consent' }).click();
  await sharing.getByText('Allowed', { exact: true }).waitFor();
  await page.getByRole('switch', { name: 'Do not sell or share' }).click();
  await dialog.getByLabel('Who asked for it').selectOption('signal');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await sharing.getByText('Not allowed').waitFor();
  await sharing.getByText('by “do not sell or share”').waitFor();
  await page.getByRole('switch', { checked: true }).waitFor();
  await sharing.getByRole('button', { name: 'Sharing: note withdrawal' }).click();
  await dialog.getByLabel('How they said it').fill('By letter');
  await dialog.getByRole('button', { name: 'Note withdrawal' }).click();
  await page.getByText('Withdrew: Sharing').waitFor();
  await sharing.getByText('by “do not sell or share”').waitFor({ state: 'detached' });
  await page.getByText('Agreed: Sharing').waitFor();
  await page.getByRole('link', { name: 'All contacts' }).click();
  await page.locator('[data-row]', { hasText: 'Grace Hopper' }).getByText('Do not sell').waitFor();
});

test('who staffs cases says who answers for a contact, and takes it back; a member only reads it', async () => {
  const { a } = world;
  const made = await a.as('manager').post(`${a.path}/contacts`, { name: 'Handed over', source: 'event' });
  assertStatus(made, 201);
  const path = `/contacts/${made.body.id}`;
  const nameOf = async (role: Role) => (await a.as(role).get('/session')).body.user.name;
  const [manager, member] = [await nameOf('manager'), await nameOf('member')];
  const page = await at('manager', path);
  await page.getByLabel('Owner', { exact: true }).selectOption({ label: member });
  await page.getByText(`${member} is the owner now`).waitFor();
  const owner = async () => (await a.as('owner').get(`${a.path}${path}`)).body.owner.name;
  assert.equal(await owner(), member);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText(`${manager} is the owner now`).waitFor();
  assert.equal(await owner(), manager);
  const reads = await at('member', path);
  await reads.locator('dd', { hasText: manager }).waitFor();
  assert.equal(await reads.getByLabel('Owner', { exact: true }).count(), 0);
});

test('a request not to be sold shows whom it is about, and its answer marks them', async () => {
  const { a } = world;
  const email = 'sold@example.org';
  const contact = { name: 'Sold Person', emails: [email], source: 'website' };
  assertStatus(await a.as('manager').post(`${a.path}/contacts`, contact), 201);
  const asked = { law: 'ccpa', kind: 'opt_out', name: 'Who is sold', email, details: '' };
  assertStatus(await a.as('owner').post(`${a.path}/privacy-requests`, asked), 201);
  const page = await at('owner', '/settings?part=requests');
  await page.getByRole('button', { name: 'Open the request of Who is sold' }).click();
  const dialog = page.locator('dialog[open]');
  const about = dialog.getByRole('region', { name: 'Contacts with this address' });
  await about.getByRole('link', { name: 'Sold Person' }).waitFor();
  await dialog.getByLabel('Next step').selectOption('answer');
  await dialog.getByLabel('The answer', { exact: true }).fill('Your data is not sold.');
  await dialog.getByRole('button', { name: 'Answer and close' }).click();
  await dialog.getByText(/Marked “do not sell or share”, .*: 1 contact/).waitFor();
  await about.getByRole('link', { name: 'Sold Person' }).click();
  await page.getByRole('switch', { checked: true }).waitFor();
});

test('contacts are found, archived, brought back and deleted; a viewer may only look', async () => {
  const { a } = world;
  const names = ['Findable One', 'Findable Two'];
  for (const name of names) {
    const made = await a.as('manager').post(`${a.path}/contacts`, { name, source: 'event' });
    assertStatus(made, 201);
  }
  const page = await at('owner', '/contacts');
  const row = (name: string) => page.locator('[data-row]', { hasText: name });
  await row('Findable Two').waitFor();
  await page.getByLabel('Find contacts').fill('findable one');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await row('Findable Two').waitFor({ state: 'detached' });
  await row('Findable One').getByRole('link').click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByText('Archived', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Bring back' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Note').fill('Met in spring');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.locator('dd', { hasText: 'Met in spring' }).waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await row('Findable Two').waitFor();
  await row('Findable One').waitFor({ state: 'detached' });

  const looks = await at('viewer', '/contacts');
  await looks.locator('[data-row]', { hasText: 'Findable Two' }).getByRole('link').click();
  await looks.getByRole('switch', { disabled: true }).waitFor();
  for (const name of ['Edit', 'More', 'New contact'])
    assert.equal(await looks.getByRole('button', { name, exact: true }).count(), 0, name);
});

test('a hold is placed with a reason, shown to everybody, keeps the contact, and is lifted', async () => {
  const { a } = world;
  const name = 'Held Person';
  assertStatus(await a.as('member').post(`${a.path}/contacts`, { name, source: 'event' }), 201);
  const page = await at('admin', '/contacts');
  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const dialog = page.locator('dialog[open]');
  await page.locator('[data-row]', { hasText: name }).getByRole('link').click();
  await menu('Put it under a legal hold');
  await dialog.getByLabel('Reason').fill('Order of a court');
  await dialog.getByRole('button', { name: 'Place the hold' }).click();
  await page.locator('h1').getByText('Legal hold', { exact: true }).waitFor();
  await page.locator('[data-hold=placed]', { hasText: 'Order of a court' }).waitFor();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Lift the legal hold' }).waitFor();
  assert.equal(await page.getByRole('menuitem', { name: 'Delete' }).count(), 0);
  await page.keyboard.press('Escape');

  const looks = await at('viewer', '/contacts');
  const row = looks.locator('[data-row]', { hasText: name });
  await row.getByText('Legal hold', { exact: true }).waitFor();
  await row.getByRole('link').click();
  await looks.getByText('Order of a court').waitFor();
  assert.equal(await looks.getByRole('button', { name: 'More', exact: true }).count(), 0);

  await menu('Lift the legal hold');
  await dialog.getByLabel('Reason').fill('Settled');
  await dialog.getByRole('button', { name: 'Lift the hold' }).click();
  await page.locator('[data-hold=lifted]', { hasText: 'Settled' }).waitFor();
  await page.locator('h1').getByText('Legal hold', { exact: true }).waitFor({ state: 'detached' });
  await dialog.waitFor({ state: 'detached' });
  // Control: without a hold it can be deleted.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
});
