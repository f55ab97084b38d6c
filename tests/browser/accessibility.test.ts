import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { accessibilityFaults } from '#tests/support/axe.ts';
import { launchBrowser, settled, VIEWS, visitor } from '#tests/support/browser.ts';
import { type FilledWorld, startFilledWorld } from '#tests/support/filled-world.ts';
import { type Screen, screensOf } from './screens.ts';

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

for (const { width, theme } of VIEWS) {
  test(`every screen is free of faults, ${width} px wide, ${theme}`, async () => {
    const found: string[] = [];
    for (const screen of screensOf(world)) {
      for (const fault of await faultsOf(screen, width, theme)) found.push(`${screen.name}: ${fault}`);
    }
    assert.deepEqual(found, []);
  });
}

test('a screen with a fault is found', async () => {
  const { context, page } = await visitor(browser, { bypassCsp: true });
  await page.goto(world.test.url);
  await settled(page);
  await page.evaluate(
    "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/icon.svg\">')",
  );
  assert.match((await accessibilityFaults(page)).join(), /image-alt/);
  await context.close();
});

async function faultsOf(screen: Screen, width: number, theme: 'light' | 'dark'): Promise<string[]> {
  const cookie = screen.role === null ? undefined : world.a.people[screen.role].cookie;
  const { context, page } = await visitor(browser, { width, theme, cookie, bypassCsp: true });
  try {
    await page.goto(`${world.test.url}${screen.path}`);
    await settled(page);
    await screen.act?.(page);
    await settled(page);
    const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    return [...(await accessibilityFaults(page)), ...(beyond > 0 ? [`${beyond} px beyond the edge`] : [])];
  } catch (error) {
    return [String(error).slice(0, 300)];
  } finally {
    await context.close();
  }
}
