import { EXPORT_HOURS, type WorkspaceExport } from '#contracts/exports.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import type { ExportRow } from './export.store.ts';

/** Exports as this reader sees them. */
export async function exportsView(
  tx: TenantTx,
  { scope, actor }: { scope: KeyScope; actor: Actor },
  rows: readonly ExportRow[],
): Promise<WorkspaceExport[]> {
  const people = await loadPeople(
    tx,
    scope,
    rows.map((row) => row.requested_by),
  );
  return rows.map((row) => {
    const end = row.state === 'done' && row.done_at !== null ? endOf(row.done_at) : null;
    return {
      id: row.id,
      requestedBy: personOf(people, row.requested_by),
      requestedAt: row.requested_at,
      state: row.state,
      steps: Math.min(row.steps, row.steps_total ?? row.steps),
      stepsTotal: row.steps_total,
      files: row.files,
      size: row.size === null ? null : Number(row.size),
      doneAt: row.done_at,
      expiresAt: end,
      mine: row.requested_by === actor.userId,
    };
  });
}

export function endOf(doneAt: string): string {
  return new Date(Date.parse(doneAt) + EXPORT_HOURS * 3_600_000).toISOString();
}
