import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, settled, visitor } from '#tests/support/browser.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type RunningOpenidProvider, startOpenidProvider } from '#tests/support/openid-provider.ts';
import { verifyDomain } from '#tests/support/sso.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let provider: RunningOpenidProvider;
let world: TestWorld;
let browser: Browser;
const people: Record<string, Record<string, unknown>> = {};
before(async () => {
  provider = await startOpenidProvider(() => people);
  world = await startTestWorld({ env: { CASEWARD_INSIDE_HOSTS: provider.host } });
  for (const { email } of Object.values(world.a.people))
    people[email] = { email, email_verified: true, name: 'Somebody' };
  await verifyDomain(world.test, world.a.workspaceId, world.a.people.owner.email.split('@')[1] ?? '');
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await world.close();
  await provider.stop();
});

/** What the provider asks of whoever comes: who they are, and whether we may know it. */
async function logIn(page: Page, email: string): Promise<void> {
  await page.waitForSelector('input[name=login]');
  assert.ok(page.url().startsWith(provider.issuer));
  await page.fill('input[name=login]', email);
  await page.fill('input[name=password]', 'any');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('an owner connects a provider by the form and tries it out, and a member comes in by it', async () => {
  const { owner, member } = world.a.people;
  const first = await visitor(browser, { cookie: owner.cookie });
  const { page } = first;
  await page.goto(`${world.test.url}/w/${world.a.workspaceId}/settings/sso`);
  await settled(page);
  await page.getByLabel('OpenID Connect').check();
  await page.getByLabel('Name', { exact: true }).fill('Our provider');
  await page.getByLabel('Issuer').fill(provider.issuer);
  await page.getByLabel('Client id').fill('not-yet');
  await page.getByLabel('Client secret').fill('not yet');
  await page.click('button:has-text("Connect")');
  await page.waitForSelector('text=Redirect URI');
  await registerThere();
  await page.reload();
  await page.click('text=Try it out');
  await logIn(page, owner.email);
  await page.waitForSelector('text=Came back');
  await page.click('text=Switch on');
  await page.waitForSelector('text=Switch off');

  const second = await visitor(browser, { width: 360, theme: 'dark' });
  await second.page.goto(`${world.test.url}/sign-in`);
  await second.page.getByLabel('E-mail address').fill(member.email);
  await second.page.click('text=Use single sign-on');
  await logIn(second.page, member.email);
  await second.page.waitForSelector('h1:has-text("Good")');
  assert.deepEqual([...first.faults, ...second.faults], []);
});

/** The provider gives the id and the secret once it knows our addresses. */
async function registerThere(): Promise<void> {
  const as = world.a.as('owner');
  const [{ id, version, oidc }] = (await as.get(`${world.a.path}/sso`)).body.connections;
  const given = await provider.register(oidc);
  const client = { issuer: provider.issuer, ...given, scopes: [] };
  const path = `${world.a.path}/sso/connections/${id}`;
  assertStatus(await as.patch(path, { client }, { 'if-match': `"v${version}"` }), 200);
}
