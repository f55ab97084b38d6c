import { z } from 'zod';
import { CaseContent } from './cases.ts';
import { Id, Key, Timestamp, text, Version } from './common.ts';

/** What is typed so far: every field may be missing, and the title may still be empty. */
export const DraftContent = CaseContent.partial().extend({ title: text(200).optional() });
export type DraftContent = z.infer<typeof DraftContent>;

/**
 * Unsaved typing, seen by its author alone. `caseId` is null for a case not yet made; `baseVersion` is the
 * version the typing began from.
 */
export const Draft = z.strictObject({
  id: Id,
  caseId: Id.nullable(),
  type: Key.nullable(),
  baseVersion: Version.nullable(),
  content: DraftContent,
  savedAt: Timestamp,
});
export type Draft = z.infer<typeof Draft>;

/**
 * PUT /workspaces/:workspaceId/cases/:caseId/draft for an existing case (GET and DELETE on the same address).
 */
export const CaseDraftWrite = z.strictObject({ baseVersion: Version, content: DraftContent });
export type CaseDraftWrite = z.infer<typeof CaseDraftWrite>;

/** PUT /workspaces/:workspaceId/drafts/:draftId for a new case; the client makes the id. */
export const NewDraftWrite = z.strictObject({ type: Key, content: DraftContent });
export type NewDraftWrite = z.infer<typeof NewDraftWrite>;

export const DraftParams = z.strictObject({ workspaceId: Id, draftId: Id });

/** The reply of both writes. */
export const DraftSaved = z.strictObject({ id: Id, savedAt: Timestamp });
export type DraftSaved = z.infer<typeof DraftSaved>;

/** GET /workspaces/:workspaceId/drafts: one's own, newest first. */
export const DraftList = z.strictObject({ items: z.array(Draft).max(50) });
export type DraftList = z.infer<typeof DraftList>;
