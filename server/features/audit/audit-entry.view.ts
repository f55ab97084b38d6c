import type { AuditEntry } from '#contracts/audit.ts';
import { type People, personOf } from '#server/features/members/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { AuditRow } from './audit-log.store.ts';

export interface AuditView {
  readonly scope: KeyScope;
  readonly system: KeyScope;
  readonly people: People;
}

export function auditEntryView(row: AuditRow, { scope, system, people }: AuditView): AuditEntry {
  return {
    id: row.id,
    seq: row.seq === null ? null : Number(row.seq),
    at: row.at,
    actor: row.actor_kind === 'user' && row.actor_id !== null ? personOf(people, row.actor_id) : null,
    action: row.action,
    target: { kind: row.target_kind ?? 'deployment', id: row.target_id },
    fields: row.fields,
    outcome: row.action.endsWith('.refused') ? 'refused' : 'done',
    // What happened to a person's sign-in is sealed by the deployment: it is in the log of all their workspaces.
    ip: addressOf(row.target_kind === 'user' ? system : scope, row.request_id, row.ip_sealed),
    requestId: row.request_id,
  };
}

function addressOf(scope: KeyScope, requestId: string, sealed: Sealed<string> | null): string | null {
  return sealed === null ? null : scope.unseal({ table: 'audit_entries', row: requestId, use: 'ip' }, sealed);
}
