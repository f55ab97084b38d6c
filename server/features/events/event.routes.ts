import { z } from 'zod';
import { Id } from '#contracts/common.ts';
import { defineRoute, inWorkspace, stream } from '#server/http/route.ts';
import { streamEvents } from './stream-events.ts';

const events = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/events',
  summary: 'Server-sent events: that something changed, never what.',
  access: inWorkspace('case.read'),
  input: { params: z.strictObject({ workspaceId: Id }) },
  reply: stream('text/event-stream'),
  rate: 'read',
  discloses: [],
  handle: ({ caller, reply }) => streamEvents(caller, caller.services.events, reply),
});

export const eventRoutes = [events];
