import { sendIn, statement } from '#server/platform/db/index.ts';
import type { Origin } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { type AuditNote, sealAddress } from './entry.ts';

/** What happened, for live updates and jobs: ids only. */
export interface Event {
  readonly topic: string;
  readonly targetId: string | null;
  readonly payload?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Who {
  readonly actor: Actor;
  readonly sessionId: string | null;
  readonly origin: Origin;
  readonly scope: KeyScope;
}

type EntryValues = [
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
type EventValues = [topic: string, targetId: string | null, payload: string];

const ENTRY = `
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
    fields, ip_sealed, request_id, detail)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const insertEntry = statement<EntryValues, never>(ENTRY);
const insertEvent = statement<[workspaceId: string, ...EventValues], never>(
  'insert into app.outbox (workspace_id, topic, target_id, payload) values ($1, $2, $3, $4)',
);
// What nearly every change leaves behind, in one statement.
const insertBoth = statement<[...EntryValues, ...EventValues], never>(`
  with entry as (${ENTRY})
  insert into app.outbox (workspace_id, topic, target_id, payload) values ($1, $12, $13, $14)`);

/**
 * Writes the entries and events of a change in its transaction. Nobody waits for them: the commit does, and
 * fails if one of them did.
 */
export function appendChange(
  tx: TenantTx,
  who: Who,
  notes: readonly AuditNote[],
  events: readonly Event[],
): void {
  const both = Math.min(notes.length, events.length);
  for (const [at, note] of notes.entries()) {
    const event = events[at];
    if (event === undefined) sendIn(tx, insertEntry, entryValues(who, note));
    else sendIn(tx, insertBoth, [...entryValues(who, note), ...eventValues(event)]);
  }
  for (const event of events.slice(both))
    sendIn(tx, insertEvent, [who.actor.workspaceId, ...eventValues(event)]);
}

function entryValues({ actor, sessionId, origin, scope }: Who, note: AuditNote): EntryValues {
  return [
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
  ];
}

function eventValues({ topic, targetId, payload }: Event): EventValues {
  return [topic, targetId, JSON.stringify(payload ?? {})];
}
