import { BrowserError } from '#contracts/browser-errors.ts';
import { anyone, defineRoute, empty } from '#server/http/route.ts';
import { noteBrowserError } from './note-browser-error.ts';

const note = defineRoute({
  method: 'POST',
  url: '/api/v1/browser-errors',
  summary: 'Takes an error that nothing in the page handled.',
  access: anyone,
  input: { body: BrowserError },
  reply: empty,
  rate: 'browser_error',
  discloses: [],
  bodyLimit: 16 * 1024,
  handle: async ({ caller, body }) => noteBrowserError(caller, body),
});

export const browserErrorRoutes = [note];
