import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, settled, until } from '#tests/support/browser.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

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

const inSight = (selector: string) => `(() => {
  const { top, bottom } = document.querySelector('${selector}').getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
})()`;

test('on a phone the comments of a long case are one press away, from anywhere in its text', async () => {
  const body = Array.from({ length: 60 }, (_, at) => `## Part ${at}\n\nThe clocks drifted apart.`).join(
    '\n\n',
  );
  const { id } = await makeCase(world.a.as('member'), world.a, { title: 'Clocks drift apart', body });
  const { page, faults } = await openPage(world, browser, 'member', `/cases/${id}`, 360);
  const bar = page.getByRole('navigation', { name: 'Under the text' });
  await page.getByRole('heading', { name: 'Part 30' }).scrollIntoViewIfNeeded();
  await until(page, inSight('nav[aria-label="Under the text"]'));
  await bar.getByText('Comments').click();
  await until(page, inSight('[role=tab][aria-selected=true]'));
  await until(page, "document.activeElement.dataset.tab === 'comments'");
  await page.setViewportSize({ width: 1440, height: 900 });
  await settled(page);
  await bar.waitFor({ state: 'hidden' });
  assert.deepEqual(faults, []);
});
