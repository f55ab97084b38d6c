import type { AuditExport } from '#contracts/audit.ts';
import { exportLog } from '#server/security/audit/export.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { whileStanding } from '#server/security/standing.ts';
import { logIn } from './audit-log.store.ts';
import { provenLines } from './proven-lines.ts';
import { tableOf } from './table.ts';

/** Hands the lines of an export over; they come as long as it runs, and break off with the signal. */
export type SendLines = (lines: AsyncIterable<string>, signal: AbortSignal) => Promise<void>;

/**
 * Exports the log, each entry with what `caseward audit verify` needs. That it was exported is in the log before the
 * first line leaves (claim FC-29). Whoever is shut out meanwhile gets no further line.
 */
export async function exportAudit(
  caller: WorkspaceCaller,
  request: AuditExport,
  send: SendLines,
): Promise<void> {
  const { events } = caller.services;
  const since = events.accessChanges();
  const userId = await read(caller, 'audit.read', async (_tx, { actor }) => {
    const note = { action: 'audit.exported' as const, targetKind: 'workspace', targetId: actor.workspaceId };
    return { out: actor.userId, disclosed: { ...note, fields: ['actor', 'action', 'ip'] } };
  });
  const ask = () => read(caller, 'audit.read', async () => ({ out: undefined, disclosed: undefined }));
  const standing = whileStanding(events, { ids: [userId, caller.workspaceId], since, ask });
  await read(caller, 'audit.read', async (tx, { actor, scope }) => {
    const lines =
      request.format === 'jsonl'
        ? exportLog(logIn(tx), actor.workspaceId)
        : await provenLines(tx, { actor, scope, system: caller.services.system() }, request);
    await send(request.format === 'csv' ? tableOf(lines) : lines, standing.signal);
    return { out: undefined, disclosed: undefined };
  }).finally(standing.leave);
}
