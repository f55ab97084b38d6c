import type { AuditEntry } from '#contracts/audit.ts';
import { tokenNames } from '#server/features/api-tokens/index.ts';
import { loadPeople, type People, personOf } from '#server/features/members/index.ts';
import type { ShownEntry } from '#server/security/audit/proven-line.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { AuditRow } from './audit-log.store.ts';

/** Kinds of actors behind whom there is a person. */
const PERSONS: ReadonlySet<string> = new Set(['user', 'token']);

export interface AuditView {
  readonly scope: KeyScope;
  readonly system: KeyScope;
  readonly people: People;
  readonly tokens: ReadonlyMap<string, string>;
}

/** What the entries of a page are shown with. */
export async function auditViewOf(
  tx: TenantTx,
  { scope, system }: Pick<AuditView, 'scope' | 'system'>,
  rows: readonly AuditRow[],
): Promise<AuditView> {
  const [people, tokens] = await Promise.all([
    loadPeople(
      tx,
      scope,
      rows.map(({ actor_id }) => actor_id),
    ),
    tokenNames(
      tx,
      scope,
      rows.flatMap(({ actor_kind, session_id }) =>
        actor_kind === 'token' && session_id ? [session_id] : [],
      ),
    ),
  ]);
  return { scope, system, people, tokens };
}

export function auditEntryView(row: AuditRow, { scope, system, people, tokens }: AuditView): AuditEntry {
  return {
    id: row.id,
    seq: row.seq === null ? null : Number(row.seq),
    at: row.at,
    actor: PERSONS.has(row.actor_kind) && row.actor_id !== null ? personOf(people, row.actor_id) : null,
    token:
      row.actor_kind === 'token' && row.session_id !== null
        ? { id: row.session_id, name: tokens.get(row.session_id) ?? '' }
        : null,
    action: row.action,
    target: { kind: row.target_kind ?? 'deployment', id: row.target_id },
    fields: row.fields,
    outcome: row.action.endsWith('.refused') ? 'refused' : 'done',
    ip: addressOf(row, { scope, system }),
    requestId: row.request_id,
  };
}

/** What is shown beside an entry that leaves the house. */
export function shownOf(row: AuditRow, view: AuditView): ShownEntry {
  const { actor, token, outcome, ip } = auditEntryView(row, view);
  return { actor, token, outcome, ip };
}

/** From where it was done. What happened to a person's sign-in is sealed by the deployment: it is in the log of all their workspaces. */
export function addressOf(
  { target_kind, request_id, ip_sealed }: Pick<AuditRow, 'target_kind' | 'request_id' | 'ip_sealed'>,
  { scope, system }: Pick<AuditView, 'scope' | 'system'>,
): string | null {
  if (ip_sealed === null) return null;
  const by = target_kind === 'user' ? system : scope;
  return by.unseal({ table: 'audit_entries', row: request_id, use: 'ip' }, ip_sealed);
}
