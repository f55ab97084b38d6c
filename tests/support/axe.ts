import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose verdict depends on colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

const RUNS = {
  all: { runOnly: ALL, resultTypes: ['violations'] },
  colours: { runOnly: { type: 'rule', values: COLOURS }, resultTypes: ['violations'] },
};

type Found = { violations: { id: string; nodes: { html: string }[] }[] };

/** What axe finds wrong with the page as it stands, one line a rule. The page must be past its CSP. */
export async function accessibilityFaults(page: Page, rules: keyof typeof RUNS = 'all'): Promise<string[]> {
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(source);
  const { violations } = await page.evaluate<Found>(`axe.run(document, ${JSON.stringify(RUNS[rules])})`);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
