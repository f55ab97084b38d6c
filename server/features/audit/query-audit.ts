import type { AuditPage, AuditQuery } from '#contracts/audit.ts';
import { encodeCursor, timePlace } from '#server/platform/cursor.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { auditEntryView, auditViewOf } from './audit-entry.view.ts';
import { type AuditPlace, pageEntries } from './audit-log.store.ts';

/** A page of the workspace's audit log (claim FTS-27). Reading it is in the log as well. */
export function queryAudit(
  caller: WorkspaceCaller,
  { filter, cursor, limit }: AuditQuery,
): Promise<AuditPage> {
  return read(caller, 'audit.read', async (tx, { actor, scope }) => {
    const rows = await pageEntries(tx, { filter, before: place(cursor), limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const view = await auditViewOf(tx, { scope, system: caller.services.system() }, shown);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      out: {
        items: shown.map((row) => auditEntryView(row, view)),
        next: last === undefined ? null : encodeCursor([last.at, last.id]),
      },
      disclosed: {
        action: 'audit.read',
        targetKind: 'workspace',
        targetId: actor.workspaceId,
        fields: ['actor', 'action', 'ip'],
        detail: { count: shown.length },
      },
    };
  });
}

function place(cursor: string | null): AuditPlace | null {
  if (cursor === null) return null;
  const [at, id] = timePlace(cursor);
  return { at, id };
}
