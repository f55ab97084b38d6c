import type { BrowserError } from '#contracts/browser-errors.ts';
import { ApiError } from '../api/api-error.ts';
import { changeHeaders } from '../api/client.ts';

const MOST = 5;
const MOST_LINES = 20;
let told = 0;

/** Where the page is, as a pattern: an address names records. */
let pattern = () => '/';

/** Tells the server of errors that nothing in this page handled: a few, and never what was typed (claim FL-25). */
export function reportUnhandled(page: () => string): void {
  pattern = page;
  addEventListener('error', ({ error }) => tell('error', error));
  addEventListener('unhandledrejection', ({ reason }) => tell('rejection', reason));
}

/** For what the screens themselves catch. What the server refused is no error of the page. */
export function tell(kind: BrowserError['kind'], error: unknown): void {
  if (!(error instanceof Error) || error instanceof ApiError || told >= MOST) return;
  told += 1;
  const body = browserError(kind, error, pattern());
  fetch('/api/v1/browser-errors', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...changeHeaders() },
    credentials: 'same-origin',
    body: JSON.stringify(body),
    keepalive: true,
  }).catch(() => undefined);
}

/** An error as it is told: its sentence without what it quotes, its stack without queries. */
export function browserError(kind: BrowserError['kind'], error: Error, page: string): BrowserError {
  const message = withoutQuotations(error.message);
  const lines = (error.stack ?? '').split('\n').filter((line) => /:\d+:\d+\)?$/.test(line));
  return {
    kind,
    name: error.name.slice(0, 60),
    message: message.slice(0, 500),
    stack: lines.slice(0, MOST_LINES).map((line) =>
      line
        .trim()
        .replace(/\?[^:)\s]*/g, '')
        .slice(0, 400),
    ),
    page: /^\/[\w$/-]{0,119}$/.test(page) ? page : '/',
  };
}

function withoutQuotations(text: string): string {
  return text.replace(/(["'`“‘]).*(["'`”’]|$)/s, '$1…$2');
}
