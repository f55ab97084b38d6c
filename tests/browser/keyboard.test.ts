import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually, launchBrowser, settled, until, type Visitor } from '#tests/support/browser.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

let world: TestWorld;
let browser: Browser;
let visitor: Visitor;
let page: Page;
before(async () => {
  world = await startTestWorld();
  browser = await launchBrowser();
  await makeCase(world.a.as('member'), world.a, { title: 'Already there' });
  visitor = await openPage(world, browser, 'member');
  page = visitor.page;
});
afterEach(() => assert.deepEqual(visitor.faults, []));
after(async () => {
  await browser.close();
  await world.close();
});

/** What the focused element is called, as far as a test needs it. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  const label = one.labels?.[0]?.innerText ?? '';
  return (one.getAttribute('aria-label') ?? '') || label.trim() || one.innerText?.trim() || '';
})()`;

/** Presses Tab until that element has the focus: nobody should have to press it fifty times. */
async function tabTo(name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 50; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(FOCUSED);
    if (name.test(focused)) return;
    passed.push(focused);
  }
  throw new Error(`Tab does not lead to ${name}; it passed ${passed.join(' | ')}`);
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('the palette goes anywhere, and gives the focus back when it is closed', async () => {
  await tabTo(/^Skip/);
  await press('Control+k');
  await page.getByRole('combobox').waitFor();
  await press('Escape');
  await eventually(async () => assert.match(await page.evaluate<string>(FOCUSED), /^Skip/));
  await press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('membe');
  await page.getByRole('option', { selected: true, name: /Go to members/ }).waitFor();
  await press('Enter');
  await page.waitForURL(/\/members$/);
  await until(page, "document.activeElement?.tagName === 'H1'");
});

test('the shortcuts are told, and a key works at once after the help is closed', async () => {
  await press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await press('Escape', 'g', 'c');
  await page.waitForURL(/\/cases$/);
  await page.waitForSelector('[data-row]');
  await press('j', 'x');
  await page.getByRole('region', { name: 'Chosen' }).waitFor();
  await press('x');
  await page.getByRole('region', { name: 'Chosen' }).waitFor({ state: 'detached' });
  await press('Enter');
  await page.waitForSelector('h1:has-text("Already there")');
});

test('a case is written, saved and put before a reviewer without a mouse', async () => {
  await press('c');
  await page.waitForSelector('h1:has-text("New")');
  await tabTo(/^Title/);
  await page.keyboard.type('Written by keys');
  await tabTo(/^Text/);
  await page.keyboard.type('What happened, and when.');
  await tabTo(/^Save/);
  await press('Enter');
  await page.waitForSelector('h1:has-text("Written by keys")');
  await settled(page);
  await tabTo(/^Ask for a review$/);
  await press('Enter');
  await page.getByLabel('Probe reviewer').waitFor();
  await tabTo(/^Probe reviewer$/);
  await press('Space');
  await tabTo(/^Ask for a review$/);
  await press('Enter');
  await page.waitForSelector('header >> text=In review');
});

test('tabs beside the text answer to the arrows, a menu to arrows and Escape', async () => {
  await page.locator('[role=tab][aria-selected=true]').focus();
  await press('ArrowRight');
  await page.getByRole('tab', { selected: true, name: 'Comments' }).waitFor();
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await press('Enter');
  await until(page, "document.activeElement?.getAttribute('role') === 'menuitem'");
  await press('ArrowDown', 'Escape');
  await eventually(async () => assert.equal(await page.evaluate<string>(FOCUSED), 'More'));
});
