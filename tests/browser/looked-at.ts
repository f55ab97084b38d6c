import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults } from '#tests/support/axe.ts';
import { settled, VIEWS, type Visitor, visitor } from '#tests/support/browser.ts';
import type { FilledWorld } from '#tests/support/filled-world.ts';
import type { Screen } from './screens.ts';

const AT_ONCE = 2;

/** What is wrong with these screens, in every view, one line a fault. */
export async function faultsOf(
  world: FilledWorld,
  browser: Browser,
  screens: readonly Screen[],
): Promise<string[]> {
  const waiting = [...screens];
  const found: string[] = [];
  const look = async () => {
    const people = new Map<Screen['role'], Visitor>();
    for (let screen = waiting.shift(); screen; screen = waiting.shift()) {
      const person = people.get(screen.role) ?? (await personOf(world, browser, screen.role));
      people.set(screen.role, person);
      const faults = await faultsOn(world, person.page, screen);
      found.push(...faults.map((fault) => `${screen.name}, ${fault}`));
    }
    await Promise.all([...people.values()].map(({ context }) => context.close()));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return found.sort();
}

function personOf(world: FilledWorld, browser: Browser, role: Screen['role']): Promise<Visitor> {
  const cookie = role === null ? undefined : world.a.people[role].cookie;
  return visitor(browser, { cookie, bypassCsp: true });
}

/** One visit, looked at in every view: what differs between them is style alone. */
async function faultsOn(world: FilledWorld, page: Page, { path, act }: Screen): Promise<string[]> {
  const found: string[] = [];
  try {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${world.test.url}${path}`);
    await settled(page);
    await act?.(page);
    await settled(page);
    for (const { width, theme } of VIEWS) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      // The themes differ in colours alone: a test holds that, and so the rules about them see the dark one.
      const faults = await accessibilityFaults(page, theme === 'dark' ? 'colours' : 'all');
      if (beyond > 0) faults.push(`${beyond} px beyond the edge`);
      found.push(...faults.map((fault) => `${width} px, ${theme}: ${fault}`));
    }
  } catch (error) {
    found.push(String(error).slice(0, 600));
  }
  return found;
}
