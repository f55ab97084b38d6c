import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openStage, type Someone, type Stage } from '#tests/attacks/stage.ts';
import { runAsAdmin } from '#tests/support/accounts.ts';
import { eventually, launchBrowser, visitor } from '#tests/support/browser.ts';
import { type MadeCase, makeCase } from '#tests/support/cases.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';

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
async function leftOpen() {
  const { a, test: app } = stage.world;
  const person = await stage.newMember(a, 'manager');
  const { page, context, faults } = await visitor(browser, { cookie: person.cookie });
  const listening = page.waitForResponse((reply) => reply.url().endsWith('/events') && reply.ok());
  await page.goto(`${app.url}/w/${a.workspaceId}/cases/${made.id}`);
  await page.getByRole('heading', { name: SECRET }).waitFor();
  await listening;
  return { person, page, context, faults };
}

/** What happens to the reader of an untouched page, and what the page then says by itself. */
const HAPPENINGS: readonly [string, (person: Someone) => Promise<unknown>, RegExp][] = [
  [
    'suspended',
    ({ userId }) => own('put', `members/${userId}/suspension`),
    /Your membership of .+ is suspended/,
  ],
  ['removed', ({ userId }) => own('delete', `members/${userId}`), /There is nothing here that you can see/],
  ['signed out elsewhere', signOutElsewhere, /Sign in/],
  [
    'disabled',
    ({ userId }) => sql('update app.users set disabled_at = now() where id = $1', userId),
    /Sign in/,
  ],
  [
    'cut off by an address rule',
    () => onWorkspace(`ip_ranges = '{203.0.113.0/24}'`),
    /cannot be entered from this network/,
  ],
  ['held to single sign-on', () => onWorkspace('sso_enforced = true'), /another way of signing in/],
  ['asked for a strong factor', () => onWorkspace('strong_factor_from = now()'), /^Security$/],
];

function own(method: 'put' | 'delete', path: string): Promise<unknown> {
  const { a } = stage.world;
  const whole = `${a.path}/${path}`;
  return method === 'put' ? a.as('owner').put(whole, {}) : a.as('owner').delete(whole);
}

async function signOutElsewhere(person: Someone): Promise<void> {
  assertStatus(await clientOf(stage.world.test.url, person).delete('/sessions'), 204);
}

const sql = (text: string, id: string) => runAsAdmin(stage.world.test, text, [id]);
const onWorkspace = (set: string) =>
  sql(`update app.workspaces set ${set} where id = $1`, stage.world.a.workspaceId);

for (const [what, happen, says] of HAPPENINGS) {
  test(`${what}: a page left open takes away what it shows, and says why`, async () => {
    const { person, page, context, faults } = await leftOpen();
    try {
      await happen(person);
      await eventually(async () => {
        assert.doesNotMatch((await page.textContent('body')) ?? '', new RegExp(SECRET));
        assert.match((await page.locator('h1').allTextContents()).join(), says);
        // What leads into the workspace goes too.
        assert.equal(await page.getByRole('navigation', { name: 'Workspace' }).count(), 0);
        assert.equal(await page.getByRole('link', { name: /New case/ }).count(), 0);
      });
      assert.deepEqual(faults, []);
    } finally {
      await onWorkspace('ip_ranges = null, strong_factor_from = null, sso_enforced = false');
      await context.close();
    }
  });
}

test('whoever was signed out elsewhere reads it where they sign in, and goes on where they were', async () => {
  const { person, page, context, faults } = await leftOpen();
  const at = new URL(page.url()).pathname;
  await signOutElsewhere(person);
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
  const { person, page, context } = await leftOpen();
  const { workspaceId, path } = stage.world.a;
  const before = (await stage.world.a.as('owner').get(path)).body;
  await page.route(`**/api/v1/workspaces/${workspaceId}`, (route) => route.fulfill({ json: before }));
  const asked = page.waitForResponse((reply) => reply.url().endsWith(path));
  await own('put', `members/${person.userId}/suspension`);
  await asked;
  await page.waitForTimeout(500);
  assert.match((await page.textContent('body')) ?? '', new RegExp(SECRET));
  await context.close();
});
