import { z } from 'zod';

const personSchema = z.strictObject({
  userId: z.uuid(),
  email: z.email().max(254),
  /** The whole Cookie header of a finished sign-in. */
  cookie: z.string().max(4096),
  csrfToken: z.string().max(512),
});

const worldSchema = z.strictObject({
  workspaceId: z.uuid(),
  people: z.strictObject({
    owner: personSchema,
    admin: personSchema,
    manager: personSchema,
    reviewer: personSchema,
    member: personSchema,
    viewer: personSchema,
  }),
});

/**
 * The reply of `POST /api/v1/probe-worlds`: two synthetic workspaces, one member per role in each, made with
 * a short-lived operator token and purged by `DELETE /api/v1/probe-worlds/:id` or when `expiresAt` has come.
 */
export const probeWorldsSchema = z.strictObject({
  id: z.uuid(),
  expiresAt: z.iso.datetime().max(40),
  a: worldSchema,
  b: worldSchema,
});

/**
 * The reply of `GET /api/v1/probe-worlds/:id/mails`, oldest first. Mail to synthetic people is kept for their
 * world and never handed to a mail server.
 */
export const probeMailsSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({ to: z.email().max(254), subject: z.string().max(300), text: z.string().max(20_000) }),
    )
    .max(500),
});

export type ProbeWorlds = z.infer<typeof probeWorldsSchema>;
export type ProbeMails = z.infer<typeof probeMailsSchema>;
