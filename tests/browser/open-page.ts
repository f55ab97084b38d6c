import type { Browser } from 'playwright-core';
import type { Role } from '#contracts/common.ts';
import { settled, type Visitor, visitor } from '#tests/support/browser.ts';
import type { TestWorld } from '#tests/support/world.ts';

/** Somebody of workspace A at a page of it, in a browser of their own. `path` starts after the workspace. */
export async function openPage(
  world: TestWorld,
  browser: Browser,
  role: Role,
  path = '',
  width = 1440,
): Promise<Visitor> {
  const found = await visitor(browser, { cookie: world.a.people[role].cookie, width });
  await found.page.goto(`${world.test.url}/w/${world.a.workspaceId}${path}`);
  await settled(found.page);
  return found;
}
