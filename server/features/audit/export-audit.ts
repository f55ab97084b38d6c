import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { AuditExport } from '#contracts/audit.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { securityHeaders } from '#server/http/headers.ts';
import { runIn } from '#server/platform/db/index.ts';
import { exportLog } from '#server/security/audit/export.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { auditEntryView } from './audit-entry.view.ts';
import { type AuditPlace, pageEntries } from './audit-log.store.ts';
import { csvLine } from './csv.ts';

const PAGE = 500;
const COLUMNS = ['seq', 'at', 'actor', 'action', 'target', 'target id', 'fields', 'outcome', 'ip', 'request'];

/** Streams the log: `jsonl` carries what `caseward audit verify` needs, `csv` is for reading. */
export async function exportAudit(
  caller: WorkspaceCaller,
  request: AuditExport,
  reply: FastifyReply,
): Promise<void> {
  await read(caller, 'audit.read', async (tx, { actor, scope }) => {
    const lines =
      request.format === 'jsonl'
        ? exportLog({ run: (query, values) => runIn(tx, query, values) }, actor.workspaceId)
        : csv(tx, scope, caller.services.system(), request);
    await send(reply, request.format, lines);
    const note = { action: 'audit.exported', targetKind: 'workspace', targetId: actor.workspaceId };
    return { out: undefined, disclosed: { ...note, fields: ['actor', 'action', 'ip'] } };
  });
}

async function send(
  reply: FastifyReply,
  format: AuditExport['format'],
  lines: AsyncIterable<string>,
): Promise<void> {
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, {
    ...securityHeaders(),
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
    'content-disposition': `attachment; filename="audit-log.${format}"`,
    'x-request-id': reply.request.id,
  });
  for await (const line of lines) {
    if (!raw.write(`${line}\n`)) await once(raw, 'drain');
  }
  raw.end();
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
    const people = await loadPeople(
      tx,
      scope,
      rows.map(({ actor_id }) => actor_id),
    );
    for (const row of rows) {
      const entry = auditEntryView(row, { scope, system, people });
      const { seq, at, actor, action, target, fields, outcome, ip, requestId } = entry;
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
      ]);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    before = { at: last.at, id: last.id };
  }
}
