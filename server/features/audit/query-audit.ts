import type { AuditPage, AuditQuery, CaseAuditQuery } from '#contracts/audit.ts';
import { assertVisible } from '#server/features/cases/index.ts';
import { encodeCursor, timePlace } from '#server/platform/cursor.ts';
import { cellOf } from '#server/security/access/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { assertAllowed } from '#server/security/command.ts';
import { type Reading, read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { findEntries } from './address-filter.ts';
import { auditEntryView, auditViewOf } from './audit-entry.view.ts';
import type { AuditPlace, Selection } from './audit-log.store.ts';

const FIELDS = ['actor', 'action', 'ip'];

interface Paging {
  readonly cursor: string | null;
  readonly limit: number;
}

/** A page of the workspace's audit log (claim FTS-27). Reading it is in the log as well. */
export function queryAudit(caller: WorkspaceCaller, { filter, ...paging }: AuditQuery): Promise<AuditPage> {
  return read(caller, 'audit.read', async (tx, reading) => {
    const out = await pageOf(caller, tx, reading, { filter, ...paging });
    const target = { targetKind: 'workspace', targetId: reading.actor.workspaceId };
    const detail = { count: out.items.length };
    return { out, disclosed: { action: 'audit.read', ...target, fields: FIELDS, detail } };
  });
}

/**
 * Who looked at a case and who changed it, for those who may read the log and see the case. A case one may not see
 * is not found.
 */
export function queryCaseAudit(
  caller: WorkspaceCaller,
  { caseId, only, ...paging }: CaseAuditQuery & { readonly caseId: string },
): Promise<AuditPage> {
  return read(caller, 'case.read', async (tx, reading) => {
    const { actor } = reading;
    // Who could never read the log learns nothing about the case; who may not now learns whether it is there.
    if (cellOf('audit.read', actor.role) === 'no') assertAllowed(actor, 'audit.read', null);
    await assertVisible(tx, caseId);
    assertAllowed(actor, 'audit.read', null);
    const out = await pageOf(caller, tx, reading, { filter: {}, ofCase: { caseId, only }, ...paging });
    const detail = { count: out.items.length };
    return {
      out,
      disclosed: { action: 'audit.case-read', targetKind: 'case', targetId: caseId, fields: FIELDS, detail },
    };
  });
}

async function pageOf(
  caller: WorkspaceCaller,
  tx: TenantTx,
  { scope }: Reading,
  { cursor, ...selection }: Selection & Paging,
): Promise<AuditPage> {
  const keys = { scope, system: caller.services.system() };
  const { rows, next, searchedTo } = await findEntries(tx, keys, { ...selection, before: place(cursor) });
  const view = await auditViewOf(tx, keys, rows);
  return {
    items: rows.map((row) => auditEntryView(row, view)),
    next: next === null ? null : encodeCursor([next.at, next.id]),
    searchedTo,
  };
}

function place(cursor: string | null): AuditPlace | null {
  if (cursor === null) return null;
  const [at, id] = timePlace(cursor);
  return { at, id };
}
