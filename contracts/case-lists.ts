import { z } from 'zod';
import { CaseSummary } from './cases.ts';
import { Id, Key, line, page, paging, Severity, Timestamp, Version } from './common.ts';
import { Phase } from './presets.ts';

/** From inclusive, to exclusive. */
export const Period = z.strictObject({ from: Timestamp.optional(), to: Timestamp.optional() });

/** Lists are "any of"; different lines must all hold. An absent line asks nothing. */
export const CaseFilter = z.strictObject({
  phases: z.array(Phase).max(4).optional(),
  states: z.array(Key).max(20).optional(),
  types: z.array(Key).max(30).optional(),
  severities: z.array(Severity).max(4).optional(),
  tagIds: z.array(Id).max(30).optional(),
  categoryIds: z.array(Id).max(30).optional(),
  ownerIds: z.array(Id).max(50).optional(),
  revisionNeeded: z.boolean().optional(),
  restricted: z.boolean().optional(),
  created: Period.optional(),
  updated: Period.optional(),
  due: Period.optional(),
});
export type CaseFilter = z.infer<typeof CaseFilter>;

export const CaseSort = z.strictObject({
  by: z.enum(['created', 'updated', 'number', 'due', 'severity']),
  direction: z.enum(['asc', 'desc']),
});
export type CaseSort = z.infer<typeof CaseSort>;

/** POST /workspaces/:workspaceId/cases/query: newest first unless told. */
export const CaseQuery = z.strictObject({
  ...paging,
  filter: CaseFilter.default({}),
  sort: CaseSort.default({ by: 'created', direction: 'desc' }),
});
export type CaseQuery = z.infer<typeof CaseQuery>;
export const CasePage = page(CaseSummary);
export type CasePage = z.infer<typeof CasePage>;

/** A filter with a name, one's own or shared with the workspace. */
export const SavedView = z.strictObject({
  id: Id,
  name: line(80),
  filter: CaseFilter,
  sort: CaseSort,
  shared: z.boolean(),
  mine: z.boolean(),
  version: Version,
});
export type SavedView = z.infer<typeof SavedView>;

/** GET /workspaces/:workspaceId/views */
export const SavedViewList = z.strictObject({ items: z.array(SavedView).max(200) });
export type SavedViewList = z.infer<typeof SavedViewList>;

/** POST /workspaces/:workspaceId/views, PUT (with If-Match) and DELETE …/views/:id. Replies `SavedView`. */
export const SavedViewWrite = SavedView.omit({ id: true, mine: true, version: true });
export type SavedViewWrite = z.infer<typeof SavedViewWrite>;

export const BulkChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tag'), add: z.array(Id).max(30), remove: z.array(Id).max(30) }),
  z.strictObject({ kind: z.literal('assign'), ownerId: Id }),
  z.strictObject({ kind: z.literal('state'), to: Key, reason: line(1000).optional() }),
]);
export type BulkChange = z.infer<typeof BulkChange>;

/** POST /workspaces/:workspaceId/cases/bulk-changes. A dry run counts and changes nothing. */
export const BulkRequest = z.strictObject({
  caseIds: z.array(Id).min(1).max(200),
  change: BulkChange,
  dryRun: z.boolean(),
});
export type BulkRequest = z.infer<typeof BulkRequest>;

/** `reason` is a refusal of access, a lock or a missing transition; `not-found` covers the unseen too. */
export const BulkReply = z.strictObject({
  changed: z.int().min(0).max(200),
  refused: z.array(z.strictObject({ caseId: Id, reason: z.string().max(40) })).max(200),
  dryRun: z.boolean(),
});
export type BulkReply = z.infer<typeof BulkReply>;
