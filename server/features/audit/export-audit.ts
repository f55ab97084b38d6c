import type { AuditExport } from '#contracts/audit.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { auditEntryView, auditViewOf } from './audit-entry.view.ts';
import { type AuditPlace, exportLines, pageEntries } from './audit-log.store.ts';
import { csvLine } from './csv.ts';

const PAGE = 500;
const COLUMNS = [
  'seq',
  'at',
  'actor',
  'action',
  'target',
  'target id',
  'fields',
  'outcome',
  'ip',
  'request',
  'token',
];

/** Hands the lines of an export over; they come as long as it runs. */
export type SendLines = (lines: AsyncIterable<string>) => Promise<void>;

/**
 * Exports the log: `jsonl` carries what `caseward audit verify` needs, `csv` is for reading. That it was exported
 * is in the log before the first line leaves (claim FC-29).
 */
export async function exportAudit(
  caller: WorkspaceCaller,
  request: AuditExport,
  send: SendLines,
): Promise<void> {
  await read(caller, 'audit.read', async (_tx, { actor }) => {
    const note = { action: 'audit.exported', targetKind: 'workspace', targetId: actor.workspaceId };
    return { out: undefined, disclosed: { ...note, fields: ['actor', 'action', 'ip'] } };
  });
  await read(caller, 'audit.read', async (tx, { actor, scope }) => {
    const lines =
      request.format === 'jsonl'
        ? exportLines(tx, actor.workspaceId)
        : csv(tx, scope, caller.services.system(), request);
    await send(lines);
    return { out: undefined, disclosed: undefined };
  });
}

async function* csv(
  tx: TenantTx,
  scope: KeyScope,
  system: KeyScope,
  { filter }: AuditExport,
): AsyncGenerator<string, void, undefined> {
  yield csvLine(COLUMNS);
  let before: AuditPlace | null = null;
  for (;;) {
    const rows = await pageEntries(tx, { filter, before, limit: PAGE });
    const view = await auditViewOf(tx, { scope, system }, rows);
    for (const row of rows) {
      const entry = auditEntryView(row, view);
      const { seq, at, actor, token, action, target, fields, outcome, ip, requestId } = entry;
      yield csvLine([
        seq,
        at,
        actor?.name,
        action,
        target.kind,
        target.id,
        fields.join(' '),
        outcome,
        ip,
        requestId,
        token?.name,
      ]);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    before = { at: last.at, id: last.id };
  }
}
