import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

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

/** A headless Chromium: the system's, else the one that comes with the packages. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: QUIET });
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...QUIET] });
}

export type Visitor = { context: BrowserContext; page: Page; faults: string[] };

type VisitorOptions = { width?: number; theme?: Theme; cookie?: string | undefined; bypassCsp?: boolean };

/**
 * Somebody at a browser of their own. `faults` fills with what the page complains about: uncaught errors and
 * everything the content security policy blocks.
 */
export async function visitor(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
  const { width = 1440, theme = 'light', cookie, bypassCsp = false } = options;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 760 : 900 },
    colorScheme: theme,
    bypassCSP: bypassCsp,
    permissions: [],
  });
  if (cookie !== undefined) await context.addCookies([sessionCookie(cookie)]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|integrity|Trusted ?Type/i.test(message.text())) faults.push(message.text());
  });
  return { context, page, faults };
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

export type Theme = 'light' | 'dark';

/** Every way a screen has to be right in: narrow and wide, light and dark. */
export const VIEWS: readonly { width: number; theme: Theme }[] = [
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 360, theme: 'dark' },
  { width: 360, theme: 'light' },
];
