import { z } from 'zod';
import { Period } from './case-lists.ts';
import { Id, Person, page, paging, Timestamp } from './common.ts';

const AuditAction = z.string().regex(/^[a-z][a-z0-9.-]{1,59}$/);
/** Of a checkpoint: how many entries it covers. */
const Size = z.int().min(1);
const TargetKind = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

/**
 * Who did what, when, from where: field names, never values (claim FC-29). `seq` is the entry's place in
 * the sealed log, null while it waits for the sealer.
 */
export const AuditEntry = z.strictObject({
  id: Id,
  seq: z.int().min(0).nullable(),
  at: Timestamp,
  actor: Person.nullable(),
  /** The API token that acted in the actor's name. */
  token: z.strictObject({ id: Id, name: z.string().max(80) }).nullable(),
  action: AuditAction,
  target: z.strictObject({ kind: TargetKind, id: Id.nullable() }),
  fields: z.array(z.string().max(60)).max(100),
  outcome: z.enum(['done', 'refused']),
  ip: z.string().max(45).nullable(),
  requestId: z.string().max(60).nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditFilter = z.strictObject({
  period: Period.optional(),
  actorIds: z.array(Id).max(50).optional(),
  actions: z.array(AuditAction).max(300).optional(),
  targetKinds: z.array(TargetKind).max(20).optional(),
  targetId: Id.optional(),
  /** An address, or a network such as `203.0.113.0/24`. */
  ip: z.string().trim().min(2).max(49).optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** POST /workspaces/:workspaceId/audit/query: newest first. */
export const AuditQuery = z.strictObject({ ...paging, filter: AuditFilter.default({}) });
export type AuditQuery = z.infer<typeof AuditQuery>;
/**
 * Addresses are sealed, so a filter by one opens entry after entry: a page then ends after so many, and
 * `searchedTo` says how far back it has come. Null where the database could tell by itself.
 */
export const AuditPage = page(AuditEntry).extend({ searchedTo: Timestamp.nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

/**
 * POST /workspaces/:workspaceId/cases/:caseId/audit/query: what the log has of one case, with its evidence, comments
 * and reviews. `looks` are reads, `changes` all else.
 */
export const CaseAuditQuery = z.strictObject({
  ...paging,
  only: z.enum(['all', 'looks', 'changes']).default('all'),
});
export type CaseAuditQuery = z.infer<typeof CaseAuditQuery>;

/**
 * POST /workspaces/:workspaceId/audit/exports: streams the file. `ndjson` and `csv` hold what fits the filter, each
 * entry with its proof; `jsonl` is the whole log of the workspace, the entries of others as digests. `resume` goes on
 * where a file broke off; `since` asks for the proof that a checkpoint of that size is continued.
 */
export const AuditExport = z.strictObject({
  format: z.enum(['ndjson', 'csv', 'jsonl']),
  filter: AuditFilter.default({}),
  resume: z.strictObject({ size: Size, after: z.int().min(0) }).optional(),
  since: Size.optional(),
});
export type AuditExport = z.infer<typeof AuditExport>;
