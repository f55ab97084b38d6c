import { z } from 'zod';
import { Actions } from './access.ts';
import { Id, Key, line, Person, Severity, Timestamp, text, Version } from './common.ts';
import { Lock, Phase } from './presets.ts';

export const Party = z.strictObject({ name: line(120), role: line(60), note: text(500) });
export type Party = z.infer<typeof Party>;

export const FieldValue = z.strictObject({ key: Key, value: text(2000) });
export type FieldValue = z.infer<typeof FieldValue>;

const tagIds = z.array(Id).max(30);

/** What an author writes. `body` is Markdown; images name evidence of the same case by id. */
export const CaseContent = z.strictObject({
  title: line(200),
  summary: text(1000),
  body: text(200_000),
  parties: z.array(Party).max(50),
  fields: z.array(FieldValue).max(40),
  severity: Severity.nullable(),
  categoryId: Id.nullable(),
  tagIds,
  dueAt: Timestamp.nullable(),
});
export type CaseContent = z.infer<typeof CaseContent>;

/** POST /workspaces/:workspaceId/cases. Only the title is needed; a draft named here is used up. Replies `CaseCreated`. */
export const CaseCreate = CaseContent.partial().required({ title: true }).extend({
  type: Key,
  draftId: Id.optional(),
});
export type CaseCreate = z.infer<typeof CaseCreate>;

/** ETag = `version`. */
export const CaseCreated = z.strictObject({ id: Id, number: z.int().min(1), version: Version });
export type CaseCreated = z.infer<typeof CaseCreated>;

/** PATCH /workspaces/:workspaceId/cases/:caseId with If-Match; what is absent stays. Replies `Case`. */
export const CasePatch = CaseContent.partial();
export type CasePatch = z.infer<typeof CasePatch>;

/** A case in a list: nothing long in it. */
export const CaseSummary = z.strictObject({
  id: Id,
  number: z.int().min(1),
  type: Key,
  title: z.string().max(200),
  state: Key,
  phase: Phase,
  revisionNeeded: z.boolean(),
  severity: Severity.nullable(),
  categoryId: Id.nullable(),
  tagIds,
  owner: Person,
  restricted: z.boolean(),
  dueAt: Timestamp.nullable(),
  version: Version,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** A way on from here that this reader may take now. */
export const Step = z.strictObject({
  to: Key,
  label: z.string().max(40),
  reasonRequired: z.boolean(),
});
export type Step = z.infer<typeof Step>;

export const StaffSeat = z.strictObject({ slot: Key, person: Person });
export type StaffSeat = z.infer<typeof StaffSeat>;

/** GET /workspaces/:workspaceId/cases/:caseId; ETag = `version`. */
export const Case = CaseSummary.extend({
  summary: text(1000),
  body: text(200_000),
  parties: z.array(Party).max(50),
  fields: z.array(FieldValue).max(40),
  createdBy: Person,
  staff: z.array(StaffSeat).max(100),
  lock: Lock,
  /** Nothing of it can be deleted. */
  legalHold: z.boolean(),
  openRoundId: Id.nullable(),
  actions: Actions,
  steps: z.array(Step).max(40),
});
export type Case = z.infer<typeof Case>;

/**
 * The `details` of a 412: someone else changed the case first. `current` is their version in full, `changed` names the fields
 * that differ from the version the writer had.
 */
export const CaseConflict = z.strictObject({
  current: Case,
  changed: z.array(z.string().max(40)).max(20),
});
export type CaseConflict = z.infer<typeof CaseConflict>;

/** POST /workspaces/:workspaceId/cases/:caseId/transitions with If-Match. Replies `Case`. */
export const TransitionRequest = z.strictObject({ to: Key, reason: line(1000).optional() });
export type TransitionRequest = z.infer<typeof TransitionRequest>;

/** PUT /workspaces/:workspaceId/cases/:caseId/owner with If-Match. Replies `Case`. */
export const OwnerWrite = z.strictObject({ ownerId: Id });
export type OwnerWrite = z.infer<typeof OwnerWrite>;

/** PUT /workspaces/:workspaceId/cases/:caseId/staff: all seats, replacing those before. Replies `Case`. */
export const StaffWrite = z.strictObject({
  seats: z.array(z.strictObject({ slot: Key, userId: Id })).max(100),
});
export type StaffWrite = z.infer<typeof StaffWrite>;

/** POST …/cases/:caseId/purge: Admin and Owner; `confirm` is the case's title, typed. */
export const PurgeRequest = z.strictObject({ confirm: line(200), reason: line(1000) });
export type PurgeRequest = z.infer<typeof PurgeRequest>;
