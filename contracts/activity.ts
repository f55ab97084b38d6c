import { z } from 'zod';
import { Id, Key, Person, page, paging, Timestamp, text } from './common.ts';

export const ActivityKind = z.enum([
  'created',
  'edited',
  'moved',
  'owner-changed',
  'staff-changed',
  'restricted',
  'restriction-lifted',
  'hold-placed',
  'hold-lifted',
  'linked',
  'unlinked',
  'round-opened',
  'round-decided',
  'round-closed',
  'approvals-voided',
  'commented',
  'comment-resolved',
  'comment-deleted',
  'evidence-added',
  'evidence-removed',
  'note',
  'call',
  'email',
]);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** `fields` names what changed, `text` is a reason or a note; `actor` is null for the system itself. */
export const Activity = z.strictObject({
  id: Id,
  at: Timestamp,
  kind: ActivityKind,
  actor: Person.nullable(),
  from: Key.nullable(),
  to: Key.nullable(),
  fields: z.array(z.string().max(40)).max(20),
  text: text(5000),
});
export type Activity = z.infer<typeof Activity>;

/** POST /workspaces/:workspaceId/cases/:caseId/activity/query: newest first. */
export const ActivityQuery = z.strictObject({ ...paging });
export type ActivityQuery = z.infer<typeof ActivityQuery>;
export const ActivityPage = page(Activity);
export type ActivityPage = z.infer<typeof ActivityPage>;

const note = text(5000).trim().min(1);

/** POST /workspaces/:workspaceId/cases/:caseId/activity: a note, call or e-mail written down. */
export const ActivityWrite = z.strictObject({ kind: z.enum(['note', 'call', 'email']), text: note });
export type ActivityWrite = z.infer<typeof ActivityWrite>;
