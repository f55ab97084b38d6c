import { z } from 'zod';
import { Id } from '#contracts/common.ts';
import type { LiveEvent } from '#contracts/events.ts';
import { defineRoute, inWorkspace, stream } from '#server/http/route.ts';
import { takeOver } from '#server/http/stream-reply.ts';
import { hearEvents } from './hear-events.ts';

/** How soon a browser takes up a line that broke (ms). */
const BACK_AFTER_MS = 3_000;
/** The same for one that was ended because its reader was shut out. */
const ASK_AGAIN_MS = 50;

const events = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/events',
  summary: 'Server-sent events: that something changed, never what.',
  access: inWorkspace('case.read'),
  input: { params: z.strictObject({ workspaceId: Id }) },
  reply: stream('text/event-stream'),
  rate: 'read',
  discloses: [],
  handle: async ({ caller, reply }) => {
    const events = await hearEvents(caller);
    const raw = takeOver(reply, { 'content-type': 'text/event-stream; charset=utf-8' });
    raw.write(`retry: ${BACK_AFTER_MS}\n: open\n\n`);
    const leave = events.start({
      hear: (event) => void raw.write(event === undefined ? ': still here\n\n' : frame(event)),
      // Whoever asks again is told why at once, and the page takes away what it shows.
      shutOut: () => void raw.end(`retry: ${ASK_AGAIN_MS}\n\n`),
    });
    raw.once('close', leave);
  },
});

function frame(event: LiveEvent): string {
  return `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`;
}

export const eventRoutes = [events];
