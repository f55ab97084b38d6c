import { runIn, statement } from '#server/platform/db/index.ts';
import type { Origin } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { type AuditNote, sealAddress } from './entry.ts';

type Values = [
  workspaceId: string,
  actorKind: string,
  actorId: string,
  sessionId: string | null,
  action: string,
  targetKind: string,
  targetId: string | null,
  fields: readonly string[],
  ip: Buffer | null,
  requestId: string,
  detail: string,
];

const insertEntry = statement<Values, never>(`
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
    fields, ip_sealed, request_id, detail)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);

/** Writes an entry in the transaction of the change it tells of. */
export async function appendEntry(
  tx: TenantTx,
  who: {
    readonly actor: Actor;
    readonly sessionId: string | null;
    readonly origin: Origin;
    readonly scope: KeyScope;
  },
  note: AuditNote,
): Promise<void> {
  const { actor, sessionId, origin, scope } = who;
  await runIn(tx, insertEntry, [
    actor.workspaceId,
    actor.kind,
    actor.userId,
    sessionId,
    note.action,
    note.targetKind,
    note.targetId,
    note.fields ?? [],
    origin.ip === '' ? null : sealAddress(scope, origin.requestId, origin.ip),
    origin.requestId,
    JSON.stringify(note.detail ?? {}),
  ]);
}
