import { isDeepStrictEqual } from 'node:util';
import type { Browser } from 'playwright-core';
import { accessibilityFaults, bringAxe } from '#tests/support/axe.ts';
import { settled, VIEWS, type Visitor, visitor } from '#tests/support/browser.ts';
import type { FilledWorld } from '#tests/support/filled-world.ts';
import type { Screen } from './screens.ts';

const AT_ONCE = 2;

/**
 * What is wrong with these screens, one line a fault: what axe finds and what stands beyond the edge, in every view;
 * what throws, breaks the content security policy, or is left behind in the browser.
 */
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
      const faults = await faultsOn(world, person, screen);
      found.push(...faults.map((fault) => `${screen.name}, ${fault}`));
    }
    await Promise.all([...people.values()].map(({ context }) => context.close()));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return found.sort();
}

async function personOf(world: FilledWorld, browser: Browser, role: Screen['role']): Promise<Visitor> {
  const cookie = role === null ? undefined : world.a.people[role].cookie;
  const person = await visitor(browser, { cookie });
  await bringAxe(person.page);
  return person;
}

/** What a page left behind in its browser that a script can read. */
export const KEPT = `(async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  readable: document.cookie,
}))()`;

export const NOTHING_KEPT = { local: 0, session: 0, databases: 0, caches: 0, readable: '' };

/** One visit, looked at in every view: what differs between them is style alone. */
async function faultsOn(world: FilledWorld, visit: Visitor, { path, act }: Screen): Promise<string[]> {
  const { page } = visit;
  const found: string[] = [];
  try {
    await page.setViewportSize({ width: 1440, height: 900 });
    // Two screens of one address that differ behind the # alone would else be one page, not loaded anew.
    await page.goto('about:blank');
    await page.goto(`${world.test.url}${path}`);
    await settled(page);
    await act?.(page);
    await settled(page);
    // Before axe is at work: what it does is none of the page's.
    found.push(...visit.faults.splice(0));
    const kept = await page.evaluate(KEPT);
    if (!isDeepStrictEqual(kept, NOTHING_KEPT)) found.push(`leaves behind ${JSON.stringify(kept)}`);
    for (const { width, theme } of VIEWS) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      // From its top: further down, what passes below the bar that stays is counted as covered by it.
      await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
      const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      // The themes differ in colours alone: a test holds that, and so the rules about them see the dark one.
      const faults = await accessibilityFaults(page, theme === 'dark' ? 'colours' : 'all');
      if (beyond > 0) faults.push(`${beyond} px beyond the edge`);
      found.push(...faults.map((fault) => `${width} px, ${theme}: ${fault}`));
      visit.faults.length = 0;
    }
  } catch (error) {
    found.push(String(error).slice(0, 600));
  }
  return found;
}
