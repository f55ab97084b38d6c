import { z } from 'zod';
import { Id, Key, line, Timestamp, Version } from './common.ts';

/**
 * `cases`: closed ones, and all that hangs on them. `drafts`: written down and never handed in. `files`, `comments`: of closed
 * cases, before the case itself goes. The days count from the last change of the case; of `contacts`, those that are archived,
 * from the contact's own.
 */
export const RETENTION_CLASSES = ['cases', 'drafts', 'files', 'comments', 'contacts'] as const;
export const RetentionClass = z.enum(RETENTION_CLASSES);
export type RetentionClass = z.infer<typeof RetentionClass>;

const rule = {
  class: RetentionClass,
  caseType: Key.nullable(),
  days: z.int().min(1).max(36_500),
};

/** `caseType` null: every type without a rule of its own. Without any rule a class is kept as long as the workspace. */
export const RetentionRule = z
  .strictObject(rule)
  .refine((one) => one.class !== 'contacts' || one.caseType === null, {
    path: ['caseType'],
    message: 'Contacts have no type.',
  });
export type RetentionRule = z.infer<typeof RetentionRule>;

const rules = z.array(RetentionRule).max(130);

/** GET /workspaces/:workspaceId/retention. A rule counts from the day after it was set. */
export const Retention = z.strictObject({
  rules: z.array(z.strictObject({ ...rule, countsFrom: Timestamp })).max(130),
  /** Cases and contacts under a legal hold. */
  holds: z.int().min(0),
});
export type Retention = z.infer<typeof Retention>;

/** POST /workspaces/:workspaceId/retention/what-if: what would go today by these rules. */
export const RetentionPreviewRequest = z.strictObject({ rules });
export type RetentionPreviewRequest = z.infer<typeof RetentionPreviewRequest>;

export const RetentionPreview = z.strictObject({
  items: z
    .array(
      z.strictObject({
        class: RetentionClass,
        /** Null where the class has no types. */
        caseType: Key.nullable(),
        /** What would go. */
        count: z.int().min(0),
        /** What would go and stays, under a legal hold. */
        held: z.int().min(0),
        /** Of files. */
        bytes: z.number().min(0),
      }),
    )
    .max(200),
  total: z.int().min(0),
});
export type RetentionPreview = z.infer<typeof RetentionPreview>;

/**
 * PUT /workspaces/:workspaceId/retention: all rules, with the total of the preview they were seen with; 409 with `details.total`
 * where it is another by now. Replies `Retention`.
 */
export const RetentionWrite = z.strictObject({ rules, previewed: z.int().min(0) });
export type RetentionWrite = z.infer<typeof RetentionWrite>;

/**
 * PUT /workspaces/:workspaceId/cases/:caseId/legal-hold, POST …/legal-hold/lifting; the reason stands in the timeline of the case.
 * The same for `/contacts/:contactId`, where it stands on the contact's page.
 */
export const HoldWrite = z.strictObject({ reason: line(1000) });
export type HoldWrite = z.infer<typeof HoldWrite>;
export const HoldParams = z.strictObject({ workspaceId: Id, caseId: Id });
export const Held = z.strictObject({ held: z.boolean(), version: Version });
export type Held = z.infer<typeof Held>;
