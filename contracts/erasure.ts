import { z } from 'zod';
import { Email, Id, line, Timestamp } from './common.ts';

/** Days between the wish to delete a workspace and its end. */
export const GRACE_DAYS = 30;

/** POST /workspaces/:workspaceId/deletion: its name, typed. Nobody gets in from then on; its owners can undo it. */
export const WorkspaceDeletionRequest = z.strictObject({ confirm: line(120) });
export type WorkspaceDeletionRequest = z.infer<typeof WorkspaceDeletionRequest>;

export const WorkspaceDeletion = z.strictObject({
  workspaceId: Id,
  name: z.string().max(120),
  deletionAt: Timestamp,
});
export type WorkspaceDeletion = z.infer<typeof WorkspaceDeletion>;

/** GET /workspaces/:workspaceId/deletion: what would be lost. `holds`: cases and contacts under a legal hold, which keep all of it. */
export const WorkspaceLoss = z.strictObject({
  cases: z.int().min(0),
  files: z.int().min(0),
  /** Bytes of all files. */
  bytes: z.number().min(0),
  members: z.int().min(0),
  holds: z.int().min(0),
});
export type WorkspaceLoss = z.infer<typeof WorkspaceLoss>;

/** GET /account/deletions; DELETE /account/deletions/:workspaceId undoes one. */
export const WorkspaceDeletions = z.strictObject({ items: z.array(WorkspaceDeletion).max(1_000) });
export type WorkspaceDeletions = z.infer<typeof WorkspaceDeletions>;
export const DeletionParams = z.strictObject({ workspaceId: Id });

/** POST /account/erasure: one's own address, typed. Replies `ErasureCertificate`; every session is over. */
export const ErasureRequest = z.strictObject({ confirm: Email });
export type ErasureRequest = z.infer<typeof ErasureRequest>;

/**
 * What went, as rows by their table, and what stays and why. Ids and counts. `person`: the account and all of it; `member`: out
 * of one workspace alone, at the request of the person.
 */
export const ErasureCertificate = z.strictObject({
  id: Id,
  kind: z.enum(['person', 'member', 'workspace']),
  subjectId: Id,
  at: Timestamp,
  gone: z.array(z.strictObject({ table: z.string().max(63), rows: z.int().min(0) })).max(300),
  kept: z.array(z.strictObject({ what: z.string().max(200), why: z.string().max(300) })).max(20),
});
export type ErasureCertificate = z.infer<typeof ErasureCertificate>;

/**
 * GET /erasures/:erasureId: the certificate as it was written, signed (`SignedRecord`), for whoever holds its id, or that of
 * the workspace that went.
 */
export const ErasureParams = z.strictObject({ erasureId: Id });
