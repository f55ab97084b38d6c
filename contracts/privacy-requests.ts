import { z } from 'zod';
import { Email, Id, line, Person, Timestamp, text } from './common.ts';
import { MemberStatus } from './members.ts';

export const PrivacyLaw = z.enum(['gdpr', 'ccpa']);
export type PrivacyLaw = z.infer<typeof PrivacyLaw>;

/** `opt_out`: do not sell or share. */
export const PrivacyKind = z.enum([
  'access',
  'correction',
  'deletion',
  'portability',
  'opt_out',
  'objection',
]);
export type PrivacyKind = z.infer<typeof PrivacyKind>;

export const PrivacyState = z.enum(['received', 'identity_checked', 'in_progress', 'answered', 'refused']);
export type PrivacyState = z.infer<typeof PrivacyState>;

/** What the answer gives beside its words: the way to a copy of their own data, or to its erasure, both by their own account. */
export const PrivacyOffer = z.enum(['nothing', 'own-data', 'erasure']);
export type PrivacyOffer = z.infer<typeof PrivacyOffer>;

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What was done here for a request: a copy of the records that name whoever asks, by its lines and the SHA-256 of its bytes, or
 * their erasure, by its certificate (GET /erasures/:erasureId), or the mark that contacts with their address are not to be sold.
 */
export const PrivacyAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('copy'), at: Timestamp, lines: z.int().min(0), digest: Digest }),
  z.strictObject({ kind: z.literal('erasure'), at: Timestamp, certificateId: Id }),
  z.strictObject({ kind: z.literal('do_not_sell'), at: Timestamp, contacts: z.int().min(1) }),
]);
export type PrivacyAct = z.infer<typeof PrivacyAct>;

/** How many acts one request may have. */
export const MOST_ACTS = 20;

/** How many contacts with the same address are named at most. */
export const MOST_NAMED = 20;

const asked = { law: PrivacyLaw, kind: PrivacyKind, name: line(120), email: Email, details: text(5_000) };

/**
 * POST /privacy-requests: anyone. The answer is the same whatever there is at that address or in that workspace; what goes on is
 * in the letter. `website` is for programs that fill in every field.
 */
export const AskPrivacy = z.strictObject({
  workspaceId: Id,
  ...asked,
  website: z.string().max(200).default(''),
});
export type AskPrivacy = z.infer<typeof AskPrivacy>;

/** POST /privacy-requests/confirmations: with the token of the letter, which proves the address, and later tells the state. */
export const ConfirmPrivacy = z.strictObject({
  workspaceId: Id,
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type ConfirmPrivacy = z.infer<typeof ConfirmPrivacy>;

const Course = {
  law: PrivacyLaw,
  kind: PrivacyKind,
  state: PrivacyState,
  receivedAt: Timestamp,
  /** CCPA alone: ten business days. */
  acknowledgeBy: Timestamp.nullable(),
  dueAt: Timestamp,
  extendedAt: Timestamp.nullable(),
  identityCheckedAt: Timestamp.nullable(),
  closedAt: Timestamp.nullable(),
  extensionReason: z.string().max(2_000).nullable(),
  /** The answer, or the reason of the refusal. */
  answer: z.string().max(10_000).nullable(),
  offer: PrivacyOffer.nullable(),
  /** What was done here for it; whoever asked is told with the answer. */
  acts: z.array(PrivacyAct).max(MOST_ACTS),
};

export const FollowedPrivacy = z.strictObject(Course);
export type FollowedPrivacy = z.infer<typeof FollowedPrivacy>;

export const PrivacyRequest = z.strictObject({
  id: Id,
  ...Course,
  byForm: z.boolean(),
  name: z.string().max(120),
  email: z.string().max(254),
  details: z.string().max(5_000),
  /** How the identity was checked. */
  identity: z.string().max(2_000).nullable(),
  handler: Person.nullable(),
  overdue: z.boolean(),
  /** Who of this workspace, now or before, has the address that asks. Only while something may be done for them. */
  member: z.strictObject({ person: Person, status: MemberStatus }).nullable(),
  /** Contacts with the address that asks, the newest first. */
  contacts: z
    .array(z.strictObject({ id: Id, name: z.string().max(200), legalHold: z.boolean() }))
    .max(MOST_NAMED),
  /** What asks for it and is not done yet, once the identity is checked. */
  doable: z.array(z.enum(['copy', 'erasure'])).max(2),
  /** Whether its deadline may still be moved. */
  extendable: z.boolean(),
});
export type PrivacyRequest = z.infer<typeof PrivacyRequest>;

/** GET /workspaces/:workspaceId/privacy-requests: open ones by deadline, then those that are over. */
export const PrivacyRequests = z.strictObject({
  items: z.array(PrivacyRequest).max(200),
  overdue: z.int().min(0),
});
export type PrivacyRequests = z.infer<typeof PrivacyRequests>;

/** POST /workspaces/:workspaceId/privacy-requests: one that came by letter, telephone or in person. */
export const EnterPrivacy = z.strictObject(asked);
export type EnterPrivacy = z.infer<typeof EnterPrivacy>;

/** POST …/:requestId/steps. Replies `PrivacyRequest`; 409 where the state does not allow it. */
export const PrivacyStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('identity'), how: line(2_000) }),
  z.strictObject({ step: z.literal('take') }),
  z.strictObject({ step: z.literal('extend'), reason: line(2_000) }),
  z.strictObject({ step: z.literal('answer'), words: text(10_000).min(1), offer: PrivacyOffer }),
  z.strictObject({ step: z.literal('refuse'), reason: text(10_000).min(1) }),
]);
export type PrivacyStep = z.infer<typeof PrivacyStep>;

/**
 * POST …/:requestId/copy: what names whoever asks, as lines of JSON (application/x-ndjson), for those who may export the
 * workspace. POST …/:requestId/erasure: takes them out of the workspace, by an owner; their address, typed. Both 409 before
 * the identity is checked, or where the request asks for something else; 404 where nobody here has that address.
 */
export const PrivacyErasure = z.strictObject({ confirm: Email });
export type PrivacyErasure = z.infer<typeof PrivacyErasure>;

export const PrivacyRequestParams = z.strictObject({ workspaceId: Id, requestId: Id });
