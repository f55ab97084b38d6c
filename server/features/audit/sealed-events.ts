import { entryOf } from '#server/security/audit/audit.store.ts';
import type { AuditEntry } from '#server/security/audit/leaf.ts';
import { ENTRY_SCHEMA, type ShownEntry } from '#server/security/audit/proven-line.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { auditViewOf, shownOf } from './audit-entry.view.ts';
import { pageSealed, topOfLog } from './audit-log.store.ts';

export { topOfLog } from './audit-log.store.ts';

/** An entry as it leaves the house: docs/reference/audit-schema.md. */
export interface LogEvent {
  readonly schema: typeof ENTRY_SCHEMA;
  /** Its number in the log: a receiver that has seen it may drop it. */
  readonly seq: number;
  readonly entry: AuditEntry;
  readonly shown: ShownEntry;
}

interface Keys {
  readonly scope: KeyScope;
  readonly system: KeyScope;
}

/** The next sealed entries of the workspace, in the order of the log, and how far this has come in it. */
export async function sealedEvents(
  tx: TenantTx,
  keys: Keys,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly events: readonly LogEvent[]; readonly reached: number }> {
  const top = await topOfLog(tx);
  const rows = await pageSealed(tx, { filter: {}, after, size: top + 1, limit });
  const view = await auditViewOf(tx, keys, rows);
  const events = rows.map((row) => {
    const shown = shownOf(row, view);
    return { schema: ENTRY_SCHEMA, seq: Number(row.seq), entry: entryOf(row), shown } as const;
  });
  const full = rows.length === limit;
  return { events, reached: full ? (events.at(-1)?.seq ?? after) : Math.max(top, after) };
}
