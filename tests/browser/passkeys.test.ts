import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults } from '#tests/support/axe.ts';
import { eventually, launchBrowser, settled, VIEWS, type Visitor, visitor } from '#tests/support/browser.ts';
import type { Credentials } from '#tests/support/client.ts';
import { factorLongAgo, inDatabase } from '#tests/support/factors.ts';
import { givePasskey } from '#tests/support/passkeys.ts';
import { plugIn, type VirtualAuthenticator } from '#tests/support/virtual-authenticator.ts';
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

interface Holder extends Visitor {
  readonly device: VirtualAuthenticator;
}

const HOME = 'h1:has-text("Good")';
const ASKED = { form: 'h1:has-text("Sign in")', step: 'h1:has-text("Second step")' };

// A device that is touched by itself would take the first suggestion, before a button is pressed.
const SUGGESTS_NOTHING = 'PublicKeyCredential.isConditionalMediationAvailable = async () => false';

/** Somebody signed in, at a browser that suggests no passkeys, with a device that can hold them. */
async function holder(person: Credentials, width = 1440): Promise<Holder> {
  const found = await visitor(browser, { cookie: person.cookie, width });
  await found.page.addInitScript(SUGGESTS_NOTHING);
  return { ...found, device: await plugIn(found.page) };
}

async function openSecurity(page: Page): Promise<void> {
  await page.goto(`${world.test.url}/account/security`);
  await settled(page);
}

async function add(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.locator('dialog').getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Make the passkey' }).click();
}

/** The first passkey of somebody: it brings backup codes. */
async function addFirst(page: Page, name: string): Promise<void> {
  await openSecurity(page);
  await add(page, name);
  await page.click('text=I have kept them');
  await page.waitForSelector(`li:has-text("${name}")`);
}

/** As if the browser were another's: the device stays plugged in. */
async function openSignIn({ page, context }: Visitor): Promise<void> {
  await context.clearCookies();
  await page.goto(`${world.test.url}/sign-in`);
  await page.waitForSelector(ASKED.form);
}

async function signIn(who: Visitor): Promise<void> {
  await openSignIn(who);
  await who.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}

test('a passkey is made, named, used to sign in without an address, renamed and removed', async () => {
  const who = await holder(world.a.people.member);
  const { page, device } = who;
  await openSecurity(page);
  await page.waitForSelector('text=No passkey yet');
  await add(page, 'Laptop');
  await page.waitForSelector('h2:has-text("Your backup codes")');
  await eventually(async () => assert.equal(await page.locator('dialog ol li').count(), 10));
  await page.click('text=I have kept them');
  await page.waitForSelector('text=Not used yet');
  const [held] = await device.credentials();
  assert.deepEqual([held?.rpId, held?.isResidentCredential], ['localhost', true]);

  await signIn(who);
  await page.waitForSelector(HOME);
  await openSecurity(page);
  await page.waitForSelector('li:has-text("Laptop"):has-text("Last used")');
  assert.match((await page.locator('li:has-text("Laptop")').textContent()) ?? '', /Chrome \d+ on Linux/);

  await page.getByRole('button', { name: 'Rename Laptop' }).click();
  await page.locator('dialog').getByLabel('Name').fill('Old laptop');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByRole('button', { name: 'Remove Old laptop' }).click();
  await page.waitForSelector('dialog:has-text("your last strong factor")');
  await page.click('text=Remove it');
  await page.waitForSelector('text=No passkey yet');

  await signIn(who);
  await page.waitForSelector('text=This passkey was not accepted');
  assert.deepEqual(who.faults, []);
  await who.context.close();
});

test('without the person being verified nothing is made, and nobody signed in', async () => {
  const who = await holder(world.a.people.viewer);
  const { page, device } = who;
  await device.verify(false);
  await openSecurity(page);
  await add(page, 'Laptop');
  await page.waitForSelector('dialog :text("No passkey was made")');
  await device.verify(true);
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.click('text=I have kept them');

  await device.verify(false);
  await signIn(who);
  await page.waitForSelector('text=No passkey was used');
  assert.match(page.url(), /\/sign-in$/);
  await device.verify(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForSelector(HOME);
  assert.deepEqual(who.faults, []);
  await who.context.close();
});

test('a copy of a passkey whose counter stayed behind is refused', async () => {
  const who = await holder(world.a.people.reviewer);
  const { page, device } = who;
  await addFirst(page, 'Laptop');
  const [early] = await device.credentials();
  assert.ok(early);
  await signIn(who);
  await page.waitForSelector(HOME);
  await signIn(who);
  await page.waitForSelector(HOME);
  const [late] = await device.credentials();
  assert.ok(late && late.signCount > early.signCount);
  await device.lose(early.credentialId);
  await device.hold(early);
  await signIn(who);
  await page.waitForSelector('text=This passkey was not accepted');
  await device.lose(early.credentialId);
  await device.hold({ ...late, signCount: late.signCount + 1 });
  await signIn(who);
  await page.waitForSelector(HOME);
  assert.deepEqual(who.faults, []);
  await who.context.close();
});

test('several passkeys: a device holds one of them, a security key another, and each signs in', async () => {
  const { manager } = world.a.people;
  const who = await holder(manager, 360);
  const { page, device } = who;
  await addFirst(page, 'Phone');
  await add(page, 'Phone again');
  await page.waitForSelector('dialog :text("holds a passkey of yours already")');
  await device.unplug();
  await plugIn(page, 'usb');
  await page.locator('dialog').getByLabel('Name').fill('Key on the ring');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.waitForSelector('li:has-text("Key on the ring"):has-text("Security key")');
  await page.waitForSelector('dialog', { state: 'detached' });
  await signIn(who);
  await page.waitForSelector(HOME);
  assert.deepEqual(who.faults, []);
  await who.context.close();
});

/** As if this person had given only their first factor. */
const halve = (userId: string) =>
  inDatabase(
    world.test,
    `update app.sessions set stage = 'second_factor', first_factor = 'code' where user_id = $1 and ended_at is null`,
    [userId],
  );

test('what administers asks for a factor again, and a passkey gives it; so does a sign-in that waits', async () => {
  const { admin } = world.a.people;
  const who = await holder(admin);
  const { page } = who;
  await addFirst(page, 'Laptop');
  await factorLongAgo(world.test, admin.userId);
  await page.goto(`${world.test.url}/w/${world.a.workspaceId}/members`);
  await settled(page);
  await page.click('button:has-text("Invite")');
  await page.getByLabel('E-mail address').fill('new@example.org');
  await page.locator('dialog').getByLabel('Role').selectOption('viewer');
  await page.locator('dialog button[type=submit]').click();
  await page.waitForSelector('text=Confirm that it is you');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForSelector('text=new@example.org');

  await halve(admin.userId);
  await page.goto(`${world.test.url}/account/security`);
  await page.waitForSelector(ASKED.step);
  await who.device.verify(false);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForSelector('text=No passkey was used');
  await who.device.verify(true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForSelector('h1:has-text("Security")');
  assert.deepEqual(who.faults, []);
  await who.context.close();
});

test('a browser that suggests passkeys signs in by the one that is chosen, and by nothing before', async () => {
  const { context, page } = await visitor(browser, { cookie: world.b.people.viewer.cookie });
  const device = await plugIn(page);
  await addFirst(page, 'Laptop');
  await device.touch(false);
  await openSignIn({ context, page, faults: [] });
  assert.equal(await page.getByLabel('E-mail address').getAttribute('autocomplete'), 'username webauthn');
  await page.waitForTimeout(500);
  assert.match(page.url(), /\/sign-in$/);
  await device.touch(true);
  await page.reload();
  await page.waitForSelector(HOME);
  await context.close();
});

test('the second step by a passkey is free of faults, narrow and wide, light and dark', async () => {
  const { reviewer } = world.b.people;
  await givePasskey(world.test, reviewer);
  await halve(reviewer.userId);
  const { context, page } = await visitor(browser, { cookie: reviewer.cookie });
  await page.goto(`${world.test.url}/account/security`);
  await page.waitForSelector(ASKED.step);
  for (const { width, theme } of VIEWS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    assert.deepEqual(await accessibilityFaults(page), []);
  }
  await context.close();
});

test('a browser without passkeys says so where it is asked, and offers the other ways', async () => {
  const { context, page } = await visitor(browser, { cookie: world.b.people.member.cookie });
  await page.addInitScript('delete globalThis.PublicKeyCredential');
  await openSecurity(page);
  await page.waitForSelector('text=This browser cannot use passkeys');
  assert.ok(await page.getByRole('button', { name: 'Add a passkey' }).isDisabled());
  await context.clearCookies();
  await page.goto(`${world.test.url}/sign-in`);
  await page.waitForSelector(ASKED.form);
  assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).count(), 0);
  await context.close();
});
