import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#tests/support/browser.ts';
import { type FilledWorld, startFilledWorld } from '#tests/support/filled-world.ts';
import { faultsOf } from './looked-at.ts';
import { caseScreensOf } from './screens.ts';

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

test('all that has to do with cases is free of faults, narrow and wide, light and dark', async () => {
  assert.deepEqual(await faultsOf(world, browser, caseScreensOf(world)), []);
});
