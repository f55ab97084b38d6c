import { z } from 'zod';
import { Id } from './common.ts';

/**
 * GET /workspaces/:workspaceId/events (text/event-stream). An event says that something changed, never
 * what: whoever hears it asks again, and sees what they may see.
 */
export const LiveEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case.changed'), id: Id }),
  z.strictObject({ kind: z.literal('case.created'), id: Id }),
  z.strictObject({ kind: z.literal('case.gone'), id: Id }),
  z.strictObject({ kind: z.literal('comments.changed'), id: Id }),
  z.strictObject({ kind: z.literal('evidence.changed'), id: Id }),
  z.strictObject({ kind: z.literal('reviews.changed'), id: Id }),
  z.strictObject({ kind: z.literal('contacts.changed'), id: Id }),
  z.strictObject({ kind: z.literal('members.changed'), id: Id }),
  z.strictObject({ kind: z.literal('workspace.changed'), id: Id }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
