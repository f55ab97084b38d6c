import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { newKitLink } from '#server/app.ts';
import { withClient } from './admin.ts';
import type { TestApp } from './app.ts';

/** The token of a fresh link to the recovery kit, as the console would print it. */
export async function kitToken({ app }: Pick<TestApp, 'app'>): Promise<string> {
  const link = await newKitLink(app.services);
  assert.ok(link !== undefined, 'there is no link to the kit');
  return link.split('#')[1] ?? '';
}

/** As if nobody had made a kit yet. */
export async function forgetKits({ database }: Pick<TestApp, 'database'>): Promise<void> {
  await withClient(database.adminUrl, (admin) => admin.query('delete from app.recovery_kits'));
}

/** The last step of the set-up in a browser: the page is shown, and its check word typed back. */
export async function keepKit(page: Page): Promise<void> {
  await page.click('button:has-text("Show the recovery kit")');
  const word = (await page.textContent('[data-check-word]')) ?? '';
  await page.click('button:has-text("I have it on paper")');
  await page.getByLabel('Check word').fill(word.toLowerCase());
  await page.click('button:has-text("Finish the set-up")');
  await page.click('text=Go to your workspace');
}
