import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { SecurityEvent } from '#server/security/security-events.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { equip, perform, undo } from '#tests/http/access/security-trial.ts';
import { eventually, launchBrowser, visitor } from '#tests/support/browser.ts';
import { type MadeCase, makeCase } from '#tests/support/cases.ts';

const SECRET = 'Valve V-7 was wired backwards';

let stage: Stage;
let browser: Browser;
let made: MadeCase;
before(async () => {
  stage = await openStage();
  browser = await launchBrowser();
  made = await makeCase(stage.world.a.as('owner'), stage.world.a, { title: SECRET });
});
after(async () => {
  await browser.close();
  await stage.close();
});

/** A page with a case on it that nobody touches any more, before and after something happens to its reader. */
async function leftOpen(event: SecurityEvent = 'signed-out-everywhere') {
  const { a, test: app } = stage.world;
  const holder = await equip(stage, event);
  const { page, context, faults } = await visitor(browser, { cookie: holder.other.cookie });
  const listening = page.waitForResponse((reply) => reply.url().endsWith('/events') && reply.ok());
  await page.goto(`${app.url}/w/${a.workspaceId}/cases/${made.id}`);
  await page.getByRole('heading', { name: SECRET }).waitFor();
  await listening;
  return { holder, page, context, faults };
}

/** What happens to the reader of an untouched page, and what the page then says by itself. */
const HAPPENINGS: readonly [SecurityEvent, RegExp][] = [
  ['member-suspended', /Your membership of .+ is suspended/],
  ['member-removed', /There is nothing here that you can see/],
  ['member-departed', /There is nothing here that you can see/],
  ['signed-out-everywhere', /Sign in/],
  ['temporary-password-given', /Sign in/],
  ['account-disabled', /Sign in/],
  ['workspace-closed', /There is nothing here that you can see/],
  ['address-rule-set', /cannot be entered from this network/],
  ['single-sign-on-enforced', /another way of signing in/],
  ['strong-factor-demanded', /^Security$/],
];

for (const [event, says] of HAPPENINGS) {
  test(`${event}: a page left open takes away what it shows, and says why`, async () => {
    const { holder, page, context, faults } = await leftOpen(event);
    try {
      await perform(stage, event, holder);
      await eventually(async () => {
        assert.doesNotMatch((await page.textContent('body')) ?? '', new RegExp(SECRET));
        assert.match((await page.locator('h1').allTextContents()).join(), says);
        // What leads into the workspace goes too.
        assert.equal(await page.getByRole('navigation', { name: 'Workspace' }).count(), 0);
        assert.equal(await page.getByRole('link', { name: /New case/ }).count(), 0);
      });
      assert.deepEqual(faults, []);
    } finally {
      await undo(stage);
      await context.close();
    }
  });
}

test('whoever was signed out elsewhere reads it where they sign in, and goes on where they were', async () => {
  const { holder, page, context, faults } = await leftOpen();
  const at = new URL(page.url()).pathname;
  await perform(stage, 'signed-out-everywhere', holder);
  await page.getByText('You were signed out').waitFor();
  const { pathname, search } = new URL(page.url());
  assert.deepEqual([pathname, search], ['/sign-in', `?${new URLSearchParams({ ended: '1', return: at })}`]);
  await page.goto(`${stage.world.test.url}${at}`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.getByText('You were signed out').count(), 0, 'a visitor never was signed in');
  assert.deepEqual(faults, []);
  await context.close();
});

test('whoever signs out at the page itself arrives at the start, though its line is ended meanwhile', async () => {
  const { page, context, faults } = await leftOpen();
  // The reply comes after the line was ended and refused, and what that had asked anew was refused as well.
  const { path } = stage.world.a;
  const refused = page.waitForResponse((reply) => reply.url().endsWith(path) && reply.status() === 401);
  await page.route('**/api/v1/sessions/current', async (route) => {
    const reply = await route.fetch();
    await refused;
    await page.waitForTimeout(300);
    await route.fulfill({ response: reply });
  });
  await page.getByRole('button', { name: 'Account of' }).first().click();
  await page.getByRole('menuitem', { name: 'Sign out only on this device' }).click();
  await page.waitForURL(`${stage.world.test.url}/`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('control: where the workspace answers as if nothing had happened, the case stays on the page', async () => {
  const { holder, page, context } = await leftOpen('member-suspended');
  const { workspaceId, path } = stage.world.a;
  const before = (await stage.world.a.as('owner').get(path)).body;
  await page.route(`**/api/v1/workspaces/${workspaceId}`, (route) => route.fulfill({ json: before }));
  const asked = page.waitForResponse((reply) => reply.url().endsWith(path));
  await perform(stage, 'member-suspended', holder);
  await asked;
  await page.waitForTimeout(500);
  assert.match((await page.textContent('body')) ?? '', new RegExp(SECRET));
  await context.close();
});
