import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { packedBrowser } from './packed-browser.ts';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// Nothing of the browser's own may speak to the network while a test runs.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: the one of the packages, else, where that does not run, the system's. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath: await packedBrowser(), args: QUIET });
  } catch (error) {
    const installed = INSTALLED.find((path) => existsSync(path));
    if (installed === undefined) throw error;
    return chromium.launch({ executablePath: installed, args: QUIET });
  }
}

export type Visitor = { context: BrowserContext; page: Page; faults: string[] };

type VisitorOptions = { width?: number; theme?: Theme; cookie?: string | undefined };

/**
 * Somebody at a browser of their own. `faults` fills with what the page complains about: uncaught errors and
 * everything the content security policy blocks.
 */
export async function visitor(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
  const { width = 1440, theme = 'light', cookie } = options;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 760 : 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: [],
  });
  if (cookie !== undefined) await context.addCookies([sessionCookie(cookie)]);
  await answerLate(context);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|integrity|Trusted ?(?:Type|Script)/i.test(message.text()))
      faults.push(message.text());
  });
  return { context, page, faults };
}

/**
 * On a busy machine a page hears late what it asked for. With `CASEWARD_TEST_LATE_REPLIES` (ms) it always does, each
 * time by another while: a test that looks too early is found on a quiet machine too.
 */
async function answerLate(context: BrowserContext): Promise<void> {
  const most = Number(process.env.CASEWARD_TEST_LATE_REPLIES ?? 0);
  if (most === 0) return;
  await context.route(/\/api\/(?!.*\/events$)/, async (route) => {
    await setTimeout(most * (0.3 + Math.random()));
    await route.continue().catch(() => undefined);
  });
}

/** A `Cookie` header of one cookie, as a browser keeps it. */
function sessionCookie(header: string) {
  const at = header.indexOf('=');
  return {
    name: header.slice(0, at),
    value: header.slice(at + 1),
    domain: 'localhost',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict' as const,
  };
}

// Run in the page, where this project's own types are not those of the browser.
const SETTLED = `document.querySelector('h1') !== null
  && ![...document.querySelectorAll('[role=status]')].some((one) => /^Loading/.test(one.textContent))`;

/** Waits until a screen has its heading and nothing of it is still on its way. */
export async function settled(page: Page): Promise<void> {
  await until(page, SETTLED);
}

const PATIENCE_MS = 20_000;

/** Waits until an expression holds in the page. (The page's CSP forbids the polling of `waitForFunction`.) */
export async function until(page: Page, expression: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if (await page.evaluate(expression)) return;
    await page.waitForTimeout(50);
  }
  const shown = (await page.evaluate<string>('document.body.innerText')).replace(/\s+/g, ' ').slice(0, 500);
  throw new Error(`at ${page.url()} it never came true: ${expression}\nThe page said: ${shown}`);
}

/**
 * Tries an assertion until it holds: what a page shows after an act, it shows a little later. For what is read at
 * once (a count, a text, who has the focus) and stays; a locator that waits by itself needs none of this.
 */
export async function eventually(holds: () => Promise<void>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > end) throw error;
      await setTimeout(50);
    }
  }
}

export type Theme = 'light' | 'dark';

/** Every way a screen has to be right in: narrow and wide, light and dark. */
export const VIEWS: readonly { width: number; theme: Theme }[] = [
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 360, theme: 'dark' },
  { width: 360, theme: 'light' },
];
