import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { sha256Hex } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { accessibilityFaults, bringAxe } from '#tests/support/axe.ts';
import { launchBrowser, settled, visitor } from '#tests/support/browser.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
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

test('somebody takes a copy of their data, is erased, and keeps the certificate', async () => {
  const { member } = world.a.people;
  const { page, faults, context } = await visitor(browser, { cookie: member.cookie });
  await page.goto(`${world.test.url}/account/data`);
  await settled(page);
  const [copy] = await Promise.all([
    page.waitForEvent('download'),
    page.click('button:has-text("Download")'),
  ]);
  const lines = (await readFile(await copy.path(), 'utf8')).trim().split('\n');
  assert.ok(lines.some((line) => JSON.parse(line).content?.email === member.email));

  await page.click('button:has-text("Erase me")');
  const last = page.getByRole('button', { name: 'Erase me for good' });
  assert.equal(await last.isDisabled(), true);
  await page.locator('dialog[open] input').fill(member.email);
  await last.click();
  await page.waitForURL(/\/erasure\//);
  await page.waitForSelector('text=A person was erased');
  await page.getByText('Signed', { exact: true }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.click('a:has-text("Download, signed")'),
  ]);
  const signed = JSON.parse(await readFile(await file.path(), 'utf8'));
  assert.equal(JSON.parse(signed.record).subjectId, member.userId);
  assert.notEqual(signed.note, null);
  await page.goto(`${world.test.url}/account/data`);
  await page.waitForURL(/\/sign-in/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the link of a letter is followed on the page that is open already', async () => {
  const { page, faults, context } = await visitor(browser);
  await page.goto(`${world.test.url}/privacy/${world.b.workspaceId}`);
  await page.getByRole('button', { name: 'Send the request' }).waitFor();
  await page.goto(`${world.test.url}/privacy/${world.b.workspaceId}#${'A'.repeat(43)}`);
  await page.getByRole('heading', { name: 'Is it you who asks?' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('an owner does what a request asks for, and answers it with what was done', async () => {
  const { b } = world;
  const { email } = b.people.reviewer;
  const owner = b.as('owner');
  const path = `${b.path}/privacy-requests`;
  for (const kind of ['access', 'deletion']) {
    const asked = { law: 'gdpr', kind, name: `Who asks for ${kind}`, email, details: '' };
    const { id } = (await owner.post(path, asked)).body;
    assertStatus(await owner.post(`${path}/${id}/steps`, { step: 'identity', how: 'By a passport' }), 200);
  }
  const { page, faults, context } = await visitor(browser, { cookie: b.people.owner.cookie });
  await page.goto(`${world.test.url}/w/${b.workspaceId}/settings?part=requests`);
  await page.getByRole('button', { name: 'Open the request of Who asks for access' }).click();
  const [copy] = await Promise.all([
    page.waitForEvent('download'),
    page.click('button:has-text("Download a copy of their data")'),
  ]);
  const digest = sha256Hex(await readFile(await copy.path()));
  await page.waitForSelector(`dialog[open] >> text=${digest}`);
  await page.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Open the request of Who asks for deletion' }).click();
  await page.click('dialog[open] button:has-text("Erase ")');
  const last = page.getByRole('button', { name: 'Erase for good' });
  assert.equal(await last.isDisabled(), true);
  await page.locator('dialog[open]').last().locator('input').fill(email);
  await last.click();
  await page.waitForSelector('dialog[open] >> text=signed certificate');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the certificate has no fault that a screen reader meets', async () => {
  const { rows } = await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('select id from app.erasures'),
  );
  const { page, context } = await visitor(browser, { width: 360 });
  await bringAxe(page);
  await page.goto(`${world.test.url}/erasure/${rows[0].id}`);
  await page.waitForSelector('text=What stays, and why');
  assert.deepEqual(await accessibilityFaults(page, 'all'), []);
  assert.equal(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'), 0);
  await context.close();
});

test('an owner who is the last one is told why nobody is erased', async () => {
  const { owner } = world.a.people;
  const { page, context } = await visitor(browser, { cookie: owner.cookie });
  await page.goto(`${world.test.url}/account/data`);
  await page.click('button:has-text("Erase me")');
  await page.locator('dialog[open] input').fill(owner.email);
  await page.getByRole('button', { name: 'Erase me for good' }).click();
  await page.waitForSelector('text=only owner of a workspace');
  await context.close();
});

test('an owner deletes a workspace, sees what is lost, and takes it back', async () => {
  const { b } = world;
  await makeCase(b.as('member'), b, { title: 'One that would be lost' });
  const { name } = (await b.as('owner').get(b.path)).body;
  const { page, faults, context } = await visitor(browser, { cookie: b.people.owner.cookie });
  await page.goto(`${world.test.url}/w/${b.workspaceId}/settings`);
  await settled(page);
  await page.click('[data-tab=data]');
  await page.click('button:has-text("Delete the workspace"):not([disabled])');
  await page.waitForSelector('dialog[open] >> text=1 case with comments');
  const last = page.locator('dialog[open]').getByRole('button', { name: 'Delete the workspace' });
  assert.equal(await last.isDisabled(), true);
  await page.locator('dialog[open] input').fill(name);
  await last.click();
  await page.waitForURL(/\/account\/data/);
  await page.waitForSelector(`li:has-text("${name}") >> text=destroyed on`);
  assert.equal((await b.as('admin').get(b.path)).status, 404);
  await page.click('button:has-text("Undo")');
  await page.waitForSelector(`text=${name} is back`);
  assert.equal((await b.as('admin').get(b.path)).status, 200);
  assert.deepEqual(faults, []);
  await context.close();
});
