import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose verdict depends on colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Nothing else is read: no selectors of what was found, nor what of the styles is on other servers. */
const VIOLATIONS = { resultTypes: ['violations'], selectors: false, preload: false };

const RUNS = {
  all: { runOnly: ALL, ...VIOLATIONS },
  colours: { runOnly: { type: 'rule', values: COLOURS }, ...VIOLATIONS },
};

type Found = { violations: { id: string; nodes: { html: string }[] }[] };

/** Lets every screen that the page comes to have axe with it, instead of its being sent to each. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: source });
}

/** What axe finds wrong with the page as it stands, one line a rule. (A debugger evaluates it: no page could, under its CSP.) */
export async function accessibilityFaults(page: Page, rules: keyof typeof RUNS = 'all'): Promise<string[]> {
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(source);
  const { violations } = await page.evaluate<Found>(`axe.run(document, ${JSON.stringify(RUNS[rules])})`);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
