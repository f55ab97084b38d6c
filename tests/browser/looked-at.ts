import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults } from '#tests/support/axe.ts';
import { settled, VIEWS, visitor } from '#tests/support/browser.ts';
import type { FilledWorld } from '#tests/support/filled-world.ts';
import type { Screen } from './screens.ts';

/** One visit, looked at in every view: what differs between them is style alone. */
export async function faultsOf(world: FilledWorld, browser: Browser, screen: Screen): Promise<string[]> {
  const cookie = screen.role === null ? undefined : world.a.people[screen.role].cookie;
  const { context, page } = await visitor(browser, { cookie, bypassCsp: true });
  try {
    await page.goto(`${world.test.url}${screen.path}`);
    await settled(page);
    await screen.act?.(page);
    await settled(page);
    const found: string[] = [];
    for (const view of VIEWS) {
      const faults = await faultsIn(page, view);
      found.push(...faults.map((fault) => `${view.width} px, ${view.theme}: ${fault}`));
    }
    return found;
  } catch (error) {
    return [String(error).slice(0, 300)];
  } finally {
    await context.close();
  }
}

async function faultsIn(page: Page, { width, theme }: (typeof VIEWS)[number]): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return [...(await accessibilityFaults(page)), ...(beyond > 0 ? [`${beyond} px beyond the edge`] : [])];
}
