import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, settled, type Visitor, visitor } from '#tests/support/browser.ts';
import { assertStatus } from '#tests/support/client.ts';
import { ENTITY, metadataOf, providerKey } from '#tests/support/identity-provider.ts';
import {
  noSimpleSamlPhp,
  type RunningSimpleSamlPhp,
  startSimpleSamlPhp,
} from '#tests/support/simplesamlphp.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const PASSWORD = 'correct horse';

describe('with a real SimpleSAMLphp, in a browser', { skip: noSimpleSamlPhp }, () => {
  let idp: RunningSimpleSamlPhp;
  let world: TestWorld;
  let browser: Browser;
  before(async () => {
    idp = await startSimpleSamlPhp();
    world = await startTestWorld({ env: { CASEWARD_INSIDE_HOSTS: new URL(idp.url).host } });
    const { owner, member } = world.a.people;
    await idp.know({ owner: account(owner.email), member: account(member.email) });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await idp.stop();
    await world.close();
  });

  const account = (mail: string) => ({
    password: PASSWORD,
    attributes: { mail: [mail], department: ['Archive'] },
  });

  /** The owner connects it, takes its values over to the provider, tries it out and switches it on. */
  async function setUp({ page }: Visitor): Promise<void> {
    await page.goto(`${world.test.url}/w/${world.a.workspaceId}/settings/sso`);
    await settled(page);
    await page.getByLabel('Name', { exact: true }).fill('Our provider');
    await page.getByLabel('Address', { exact: true }).fill(idp.metadataUrl);
    await page.click('button:has-text("Connect")');
    await page.waitForSelector('text=Entity id');
    await trust();
    await page.click('text=Try it out');
    await logIn(page, 'owner');
    await page.waitForSelector('text=Came back');
    await page.waitForSelector('text=Archive');
    await page.click('text=Switch on');
    await page.waitForSelector('text=Switch off');
  }

  async function trust(): Promise<void> {
    const reply = await world.a.as('owner').get(`${world.a.path}/sso`);
    assertStatus(reply, 200);
    const [{ self }] = reply.body.connections;
    const metadata = await (await fetch(self.metadataUrl)).text();
    const certificate = /<ds:X509Certificate>([^<]*)/.exec(metadata)?.[1] ?? '';
    await idp.trust({ ...self, certificate, encrypt: false });
  }

  async function logIn(page: Page, name: string): Promise<void> {
    await page.waitForSelector('input[name=username]');
    assert.ok(page.url().startsWith(idp.url));
    await page.fill('input[name=username]', name);
    await page.fill('input[name=password]', PASSWORD);
    await page.keyboard.press('Enter');
  }

  test('an owner sets it up, a member comes in by it, and signing out reaches the provider', async () => {
    const owner = await visitor(browser, { cookie: world.a.people.owner.cookie });
    await setUp(owner);

    const member = await visitor(browser, { width: 360, theme: 'dark' });
    const { page } = member;
    await page.goto(`${world.test.url}/sign-in`);
    await page.getByLabel('E-mail address').fill(world.a.people.member.email);
    await page.click('text=Use single sign-on');
    await logIn(page, 'member');
    await page.waitForSelector('h1:has-text("Good")');
    await page.goto(`${world.test.url}/account/sessions`);
    await page.click('text=Sign out here');
    await page.waitForSelector('h1:has-text("You are signed out")');
    await page.goto(`${world.test.url}/sign-in`);
    await page.getByLabel('E-mail address').fill(world.a.people.member.email);
    await page.click('text=Use single sign-on');
    await page.waitForSelector('input[name=username]');
    assert.deepEqual([...owner.faults, ...member.faults], []);
  });

  test('metadata that are none are refused at their field, in plain words', async () => {
    const { page, faults } = await visitor(browser, { cookie: world.a.people.owner.cookie });
    await page.goto(`${world.test.url}/w/${world.a.workspaceId}/settings/sso`);
    await page.click('summary:has-text("New metadata")');
    await page.getByLabel('Pasted').check();
    await page.getByLabel('XML').fill('<hello/>');
    await page.click('text=Take over');
    await page.waitForSelector('text=At least 20 characters.');
    assert.deepEqual(faults, []);
  });

  test('over a provider that is on, other metadata are taken over once it was read what changes', async () => {
    const other = metadataOf([providerKey()]);
    const { page, faults } = await visitor(browser, { cookie: world.a.people.owner.cookie });
    const connection = async () => (await world.a.as('owner').get(`${world.a.path}/sso`)).body.connections[0];
    const before = await connection();
    await page.goto(`${world.test.url}/w/${world.a.workspaceId}/settings/sso`);
    await page.click('summary:has-text("New metadata")');
    await page.getByLabel('Pasted').check();
    await page.getByLabel('XML').fill(other);
    await page.click('text=Take over');
    const dialog = page.getByRole('dialog', { name: 'Replace the provider of Our provider?' });
    await dialog.getByText(`Entity id: ${before.provider.entityId} → ${ENTITY}`).waitFor();
    await dialog.getByText('Certificate no longer believed').waitFor();
    assert.ok(await dialog.getByRole('button', { name: 'Replace it' }).isDisabled());
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await connection(), before);
    assert.deepEqual(faults, []);
  });

  test('enforced, whoever signed in another way is led on to the provider, who enforced it first', async () => {
    const { name } = (await world.a.as('owner').get(world.a.path)).body;
    const owner = await visitor(browser, { cookie: world.a.people.owner.cookie });
    await owner.page.goto(`${world.test.url}/w/${world.a.workspaceId}/settings/sso`);
    const shown = await framesShowing(owner.page, 'This did not load');
    // What the frame asks comes back last.
    await owner.page.route(`**/api/v1${world.a.path.replace('/api/v1', '')}`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await owner.page.getByRole('button', { name: 'Enforce single sign-on' }).click();
    await owner.page.getByLabel(/^Type/).fill(name);
    await owner.page.getByRole('button', { name: 'Enforce', exact: true }).click();
    await owner.page.waitForSelector('h1:has-text("asks for another way of signing in")');
    await owner.page.getByRole('button', { name: 'Use single sign-on' }).waitFor();
    assert.ok((await shown()) <= 3, 'nobody can read that their own act failed');
    assert.deepEqual(owner.faults, []);

    const { page, faults } = await visitor(browser, { cookie: world.a.people.manager.cookie });
    await page.goto(`${world.test.url}/w/${world.a.workspaceId}/cases`);
    await page.waitForSelector('h1:has-text("asks for another way of signing in")');
    await page.click('text=Use single sign-on');
    await page.waitForSelector('input[name=username]');
    assert.ok(page.url().startsWith(idp.url));
    assert.deepEqual(faults, []);
  });
});

/** Watches a page from now on; tells in how many painted frames these words stood there. */
async function framesShowing(page: Page, words: string): Promise<() => Promise<number>> {
  const counted = await page.evaluateHandle((text) => {
    const seen = { frames: 0 };
    const look = () => {
      if (document.body.innerText.includes(text)) seen.frames += 1;
      requestAnimationFrame(look);
    };
    look();
    return seen;
  }, words);
  return () => counted.evaluate(({ frames }) => frames);
}
