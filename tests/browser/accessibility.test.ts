import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults } from '#tests/support/axe.ts';
import { launchBrowser, settled, visitor } from '#tests/support/browser.ts';
import { type FilledWorld, startFilledWorld } from '#tests/support/filled-world.ts';
import { faultsOf } from './looked-at.ts';
import { settingScreensOf } from './screens.ts';

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

test('public pages and settings are free of faults, narrow and wide, light and dark', async () => {
  assert.deepEqual(await faultsOf(world, browser, settingScreensOf(world)), []);
});

test('what throws, what the policy blocks and what is left behind is found', async () => {
  const act = async (page: Page) => {
    const told = [
      page.waitForEvent('pageerror'),
      page.waitForEvent('console', (message) => /Content Security Policy/.test(message.text())),
    ];
    await page.evaluate(`(() => {
      localStorage.setItem('name', 'Ada');
      setTimeout(() => { throw new Error('thrown here'); });
      document.body.append(Object.assign(document.createElement('img'), { alt: '', src: 'https://elsewhere.invalid/x.png' }));
    })()`);
    await Promise.all(told);
  };
  const found = (await faultsOf(world, browser, [{ name: 'Spoilt', role: null, path: '/', act }])).join('\n');
  for (const fault of [/thrown here/, /Content Security Policy/, /leaves behind .*"local":1/])
    assert.match(found, fault);
});

test('a screen with a fault is found', async () => {
  const { context, page } = await visitor(browser);
  await page.goto(world.test.url);
  await settled(page);
  await page.evaluate(
    "document.querySelector('h1').after(Object.assign(document.createElement('img'), { src: '/icon.svg' }))",
  );
  assert.match((await accessibilityFaults(page)).join(), /image-alt/);
  await context.close();
});

// What lets the dark theme be looked at for its colours alone.
test('the themes differ in colours alone', () => {
  const files = ['tokens', 'base', 'prose'].map((name) => new URL(`${name}.css`, STYLES));
  for (const file of files) {
    const css = readFileSync(file, 'utf8');
    const themed = css.match(/\[data-theme[^{]*\{[^}]*\}|prefers-color-scheme/g) ?? [];
    for (const rule of themed) assert.match(rule, /\{\s*color-scheme: (?:light|dark);\s*\}$/);
  }
});

const STYLES = new URL('../../web/src/styles/', import.meta.url);
