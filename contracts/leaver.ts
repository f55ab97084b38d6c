import { z } from 'zod';
import { MOST_TOKENS } from './api-tokens.ts';
import { Id, line, Person, Timestamp } from './common.ts';
import { SignedRecord } from './records.ts';

const Count = z.int().min(0);

const Holdings = z.strictObject({
  cases: Count,
  contacts: Count.default(0),
  seats: Count,
  /** Views they shared with the workspace. */
  views: Count.default(0),
  grants: Count,
  invitations: Count,
  /** Open reviews that wait for their word. */
  reviews: Count.default(0),
  /** 1 where the workspace's directory knows them. */
  directoryTies: Count.default(0),
});

/** GET /workspaces/:workspaceId/members/:userId/departure: what would be moved and ended. */
export const DeparturePreview = Holdings.extend({
  /** Live now, in every workspace; those of whoever belongs nowhere else end. */
  sessions: Count,
  passkeys: Count,
  password: z.boolean(),
  /** Theirs that work; `survives`: it was made to outlive its maker's membership. */
  tokens: z
    .array(z.strictObject({ id: Id, name: z.string().max(80), survives: z.boolean() }))
    .max(MOST_TOKENS),
});
export type DeparturePreview = z.infer<typeof DeparturePreview>;

/**
 * POST on the same address. `heirId` takes over what they own; `confirm` is the name of who leaves, typed; the tokens
 * of `keepTokenIds` go on, all others of theirs end.
 */
export const DepartureRequest = z.strictObject({
  heirId: Id,
  confirm: line(120),
  keepTokenIds: z
    .array(Id)
    .max(MOST_TOKENS)
    .refine((ids) => new Set(ids).size === ids.length, 'Each token once.')
    .default([]),
});
export type DepartureRequest = z.infer<typeof DepartureRequest>;

/** One kind of way in, tried at the door after all was done, and how often it was answered so. */
export const DoorTrial = z.strictObject({
  kind: z.enum([
    'session',
    'sign_in_code',
    'sign_in_password',
    'sign_in_passkey',
    'sign_in_sso',
    'directory',
    'token',
    'token_kept',
    'invitation',
  ]),
  /** `let_in`, or the refusal: `CW404` no member here (the directory: knows nobody of theirs), `CW401` not signed in, `CW410` no longer open. */
  answer: z.string().max(40),
  tries: Count,
});
export type DoorTrial = z.infer<typeof DoorTrial>;

/** What was ended and moved, and how every old way in fares now. Ids and counts alone. */
export const DepartureReceipt = z.strictObject({
  id: Id,
  workspaceId: Id,
  userId: Id,
  byId: Id,
  heirId: Id,
  at: Timestamp,
  /** `reviewsLeft`: rounds that go on waiting, since the heir may not decide them. */
  done: Holdings.extend({
    reviewsLeft: Count.default(0),
    drafts: Count,
    /** Views nobody else saw. */
    viewsEnded: Count.default(0),
    sessions: Count,
    tokens: Count,
    tokensKept: Count,
  }),
  trials: z.array(DoorTrial).max(100),
  /** Whether every way in that had to end was refused. */
  shutOut: z.boolean(),
});
export type DepartureReceipt = z.infer<typeof DepartureReceipt>;

/** GET /workspaces/:workspaceId/departures: the newest first. */
export const DepartureList = z.strictObject({
  items: z
    .array(z.strictObject({ id: Id, member: Person, by: Person, at: Timestamp, shutOut: z.boolean() }))
    .max(200),
});
export type DepartureList = z.infer<typeof DepartureList>;

/** GET /workspaces/:workspaceId/departures/:departureId: the receipt as it was written. …/receipt.pdf to read. */
export const KeptReceipt = SignedRecord;
export type KeptReceipt = z.infer<typeof KeptReceipt>;

export const DepartureParams = z.strictObject({ workspaceId: Id, departureId: Id });
