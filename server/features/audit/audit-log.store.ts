import type { AuditFilter } from '#contracts/audit.ts';
import { runIn, type SqlBool, sql } from '#server/platform/db/index.ts';
import { exportLog } from '#server/security/audit/export.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface AuditRow {
  readonly id: string;
  readonly seq: string | null;
  readonly at: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly session_id: string | null;
  readonly action: string;
  readonly target_kind: string | null;
  readonly target_id: string | null;
  readonly fields: string[];
  readonly ip_sealed: Sealed<string> | null;
  readonly request_id: string;
}

export interface AuditPlace {
  readonly at: string;
  readonly id: string;
}

/** The workspace's entries, the newest first, before a place. Row-level security leaves only its own. */
export async function pageEntries(
  tx: TenantTx,
  { filter, before, limit }: { filter: AuditFilter; before: AuditPlace | null; limit: number },
): Promise<AuditRow[]> {
  const { period, actorIds, actions, targetKinds, targetId } = filter;
  let query = tx
    .selectFrom('app.audit_entries as e')
    .leftJoin('app.audit_leaves as l', 'l.entry_id', 'e.id')
    .select(['e.id', 'l.seq', 'e.at', 'e.actor_kind', 'e.actor_id', 'e.action', 'e.target_kind'])
    .select(['e.session_id', 'e.target_id', 'e.fields', 'e.ip_sealed', 'e.request_id'])
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit);
  if (period?.from !== undefined) query = query.where('e.at', '>=', period.from);
  if (period?.to !== undefined) query = query.where('e.at', '<', period.to);
  if (actorIds !== undefined) query = query.where(sql<SqlBool>`e.actor_id = any(${actorIds})`);
  if (actions !== undefined) query = query.where(sql<SqlBool>`e.action = any(${actions})`);
  if (targetKinds !== undefined) query = query.where(sql<SqlBool>`e.target_kind = any(${targetKinds})`);
  if (targetId !== undefined) query = query.where('e.target_id', '=', targetId);
  if (before !== null) {
    query = query.where((eb) => eb(eb.refTuple('e.at', 'e.id'), '<', eb.tuple(before.at, before.id)));
  }
  return query.$narrowType<AuditRow>().execute();
}

/** The workspace's entries and what proves them, line by line (jsonl). */
export function exportLines(tx: TenantTx, workspaceId: string): AsyncIterable<string> {
  return exportLog({ run: (query, values) => runIn(tx, query, values) }, workspaceId);
}
