import type { BrowserError } from '#contracts/browser-errors.ts';
import type { Origin } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';

/** Passes an error of a page on, made into one of ours so that the same rules scrub it. */
export function noteBrowserError(
  { services, origin }: { services: Pick<Services, 'errors'>; origin: Origin },
  { name, message, stack, page, kind }: BrowserError,
): void {
  const error = new Error(message);
  error.name = /^[A-Za-z]{1,60}$/.test(name) ? name : 'Error';
  error.stack = [`${error.name}: ${message}`, ...stack.map(asFrame)].join('\n');
  services.errors.report(error, { kind: 'browser', place: `${kind} ${page}`, requestId: origin.requestId });
}

// Stacks of other browsers than V8's have no "at"; the rules keep lines that look like V8's alone.
function asFrame(line: string): string {
  const text = line.replaceAll(/[\r\n]/g, ' ').trim();
  return text.startsWith('at ') ? `    ${text}` : `    at ${text}`;
}
