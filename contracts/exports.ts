import { z } from 'zod';
import { Id, Person, Timestamp } from './common.ts';

const Count = z.int().min(0);

/** Hours that an archive can be fetched. */
export const EXPORT_HOURS = 24;

export const ExportState = z.enum(['queued', 'running', 'done', 'failed', 'expired']);
export type ExportState = z.infer<typeof ExportState>;

export const WorkspaceExport = z.strictObject({
  id: Id,
  requestedBy: Person,
  requestedAt: Timestamp,
  state: ExportState,
  /** Steps done, of how many; null: not counted yet. */
  steps: Count,
  stepsTotal: Count.nullable(),
  /** Files of the archive so far, and its bytes once it is done. */
  files: Count,
  size: Count.nullable(),
  doneAt: Timestamp.nullable(),
  /** Until when it can be fetched; null: not yet, or no more. */
  expiresAt: Timestamp.nullable(),
  /** Whether this reader may fetch it: whoever asked for it, and nobody else. */
  mine: z.boolean(),
});
export type WorkspaceExport = z.infer<typeof WorkspaceExport>;

/** GET /workspaces/:workspaceId/exports: the newest first. POST on it asks for one and replies `WorkspaceExport`. */
export const WorkspaceExports = z.strictObject({ items: z.array(WorkspaceExport).max(50) });
export type WorkspaceExports = z.infer<typeof WorkspaceExports>;

/** GET …/exports/:exportId/archive (application/zip); DELETE …/exports/:exportId. */
export const ExportParams = z.strictObject({ workspaceId: Id, exportId: Id });
