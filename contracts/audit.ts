import { z } from 'zod';
import { Period } from './case-lists.ts';
import { Id, Person, page, paging, Timestamp } from './common.ts';

const AuditAction = z.string().regex(/^[a-z][a-z0-9.-]{1,59}$/);
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
  actions: z.array(AuditAction).max(50).optional(),
  targetKinds: z.array(TargetKind).max(20).optional(),
  targetId: Id.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** POST /workspaces/:workspaceId/audit/query: newest first. */
export const AuditQuery = z.strictObject({ ...paging, filter: AuditFilter.default({}) });
export type AuditQuery = z.infer<typeof AuditQuery>;
export const AuditPage = page(AuditEntry);
export type AuditPage = z.infer<typeof AuditPage>;

/** POST /workspaces/:workspaceId/audit/exports: streams the file; `jsonl` carries what offline proof needs. */
export const AuditExport = z.strictObject({
  format: z.enum(['jsonl', 'csv']),
  filter: AuditFilter.default({}),
});
export type AuditExport = z.infer<typeof AuditExport>;
