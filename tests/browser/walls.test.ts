import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, settled, until, visitor } from '#tests/support/browser.ts';
import { type FilledWorld, startFilledWorld } from '#tests/support/filled-world.ts';
import { KEPT, NOTHING_KEPT } from './looked-at.ts';

let world: FilledWorld;
let browser: Browser;
before(async () => {
  world = await startFilledWorld();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await world.close();
});

test('an inline script and a foreign one are blocked and noticed', async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(world.test.url);
  await settled(page);
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.invalid/x.png' }))",
  );
  await page.waitForTimeout(300);
  assert.match(faults.join(), /Content Security Policy/);
  await context.close();
});

test('a picture out of thin air is blocked, and no Trusted Types policy can be made', async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(world.test.url);
  await settled(page);
  const made = await page.evaluate(`(() => {
    const refused = (work) => { try { work(); return 'made'; } catch (error) { return error.name; } };
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    document.body.append(Object.assign(document.createElement('img'), { src: pixel }));
    document.body.append(Object.assign(document.createElement('img'), { src: URL.createObjectURL(new Blob(['x'])) }));
    return [
      refused(() => trustedTypes.createPolicy('dompurify', { createHTML: (text) => text })),
      refused(() => { document.body.innerHTML = '<b>typed</b>'; }),
    ];
  })()`);
  assert.deepEqual(made, ['TypeError', 'TypeError']);
  await page.waitForTimeout(300);
  assert.match(faults.join('\n'), /data:image/);
  assert.match(faults.join('\n'), /blob:/);
  await context.close();
});

test('a module that was changed on its way does not run', async () => {
  const { context, page, faults } = await visitor(browser);
  await page.route(/sign-in\.screen-.*\.js$/, async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, body: `${await reply.text()}\nglobalThis.changed = true;` });
  });
  await page.goto(`${world.test.url}/sign-in`);
  await until(page, "document.querySelector('[role=alert]') !== null");
  assert.equal(await page.evaluate('globalThis.changed'), undefined);
  assert.match(faults.join(), /integrity/i);
  await context.close();
});

test('everything the first page loads names its digest', async () => {
  const html = await (await fetch(world.test.url)).text();
  const loaded = [...html.matchAll(/<(?:script|link)\b[^>]*(?:src|href)="\/assets\/[^>]*>/g)].map(
    ([tag]) => tag,
  );
  assert.ok(loaded.length >= 2);
  for (const tag of loaded) assert.match(tag, /integrity="sha384-[A-Za-z0-9+/]{64}"/);
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test('after signing out the back button shows nothing of before', async () => {
  const { cookie } = world.b.people.member;
  const { context, page } = await visitor(browser, { cookie });
  const places: string[] = [`/w/${world.b.workspaceId}`, `/w/${world.b.workspaceId}/members`];
  for (const place of places) {
    await page.goto(`${world.test.url}${place}`);
    await settled(page);
  }
  await page.locator('header button:has-text("Account of")').first().click();
  await page.click('text=Sign out everywhere');
  await page.waitForURL(`${world.test.url}/`);
  await page.goBack();
  await settledSignIn(page);
  assert.doesNotMatch((await page.textContent('body')) ?? '', /Probe (?:member|owner)/);
  assert.deepEqual(await page.evaluate(KEPT), NOTHING_KEPT);
  await context.close();
});

test('words that are searched for stand in no address', async () => {
  const { context, page } = await visitor(browser, { cookie: world.a.people.reviewer.cookie });
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto(`${world.test.url}/w/${world.a.workspaceId}/search`);
  await page.fill('input[type=search]', 'clocks');
  await page.keyboard.press('Enter');
  await page.waitForSelector('mark');
  assert.ok(addresses.some((address) => address.endsWith('/search')));
  for (const address of [...addresses, page.url()]) assert.doesNotMatch(address, /clocks/);
  await context.close();
});

test('a page that needs somebody asks to sign in', async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${world.test.url}/w/${world.a.workspaceId}/members`);
  await settledSignIn(page);
  assert.match(page.url(), /\/sign-in\?return=/);
  await context.close();
});

async function settledSignIn(page: Page): Promise<void> {
  await page.waitForSelector('input[type=email]');
}
