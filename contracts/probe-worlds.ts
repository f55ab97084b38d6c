import { z } from 'zod';
import { Email, Id, Timestamp } from './common.ts';

const ProbePerson = z.strictObject({
  userId: Id,
  email: Email,
  /** The whole Cookie header of a finished sign-in. */
  cookie: z.string().min(1).max(4096),
  csrf: z.string().min(16).max(200),
});

const ProbeWorld = z.strictObject({
  workspaceId: Id,
  people: z.strictObject({
    owner: ProbePerson,
    admin: ProbePerson,
    manager: ProbePerson,
    reviewer: ProbePerson,
    member: ProbePerson,
    viewer: ProbePerson,
  }),
});

/**
 * POST /probe-worlds with an operator token: two synthetic workspaces (preset `knowledge`), one member per
 * role in each. DELETE /probe-worlds/:id purges them; so does the deployment when `expiresAt` has come.
 */
export const ProbeWorlds = z.strictObject({ id: Id, expiresAt: Timestamp, a: ProbeWorld, b: ProbeWorld });
export type ProbeWorlds = z.infer<typeof ProbeWorlds>;

/**
 * GET /probe-worlds/:id/mails, oldest first: what was sent to addresses of the two worlds, which end in the
 * world's own domain under `.invalid`. Such mail is kept for the world and never handed to a mail server.
 */
export const ProbeMails = z.strictObject({
  items: z
    .array(z.strictObject({ to: Email, subject: z.string().max(300), text: z.string().max(20_000) }))
    .max(500),
});
export type ProbeMails = z.infer<typeof ProbeMails>;
