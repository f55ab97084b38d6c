import type { LogStream, StreamTarget } from '#contracts/log-watch.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface StreamSettings {
  readonly name: string;
  readonly target: StreamTarget;
  /** What a webhook is signed with. */
  readonly secret: string | null;
}

export interface StreamRow {
  readonly id: string;
  readonly kind: LogStream['kind'];
  readonly sealed_settings: Sealed<StreamSettings>;
  readonly active: boolean;
  readonly sent_to: string;
  readonly sent: string;
  readonly last_sent_at: string | null;
  readonly tries: number;
  readonly failing_since: string | null;
  readonly failure: LogStream['failure'];
  readonly next_try_at: string;
  readonly version: number;
  /** Entries of the workspace that wait. */
  readonly behind: string;
}

export const settingsContext = (id: string) => ({ table: 'log_streams', row: id, use: 'settings' }) as const;

const BEHIND = `(select count(*) from app.audit_leaves l join app.audit_entries e on e.id = l.entry_id
  where l.seq > s.sent_to and e.workspace_id = s.workspace_id) as behind`;
const HERE = 's.workspace_id = (select app.tenant())';
const list = statement<[], StreamRow>(
  `select s.*, ${BEHIND} from app.log_streams s where ${HERE} order by s.made_at, s.id limit 10`,
);
const one = statement<[id: string], StreamRow>(
  `select s.*, ${BEHIND} from app.log_streams s where ${HERE} and s.id = $1`,
);
const lock = statement<[id: string], { version: number; active: boolean }>(
  `select s.version, s.active from app.log_streams s where ${HERE} and s.id = $1 for update`,
);
const take = statement<
  [id: string, lease: string],
  Pick<StreamRow, 'sealed_settings' | 'sent_to' | 'tries'>
>(`
  update app.log_streams s set lease_id = $2, leased_until = now() + interval '2 minutes'
  where ${HERE} and s.id = $1 and s.active and s.next_try_at <= now() and (s.leased_until is null or s.leased_until < now())
  returning s.sealed_settings, s.sent_to, s.tries`);
const moved = statement<[id: string, lease: string, to: string, count: number], { id: string }>(`
  update app.log_streams s set sent_to = $3, sent = s.sent + $4, tries = 0, failing_since = null, failure = null,
    last_sent_at = case when $4 > 0 then now() else s.last_sent_at end, leased_until = now() + interval '2 minutes'
  where ${HERE} and s.id = $1 and s.lease_id = $2 and s.active returning s.id`);
const failed = statement<[id: string, lease: string, failure: string, nextTryAt: string], never>(`
  update app.log_streams s set tries = s.tries + 1, failing_since = coalesce(s.failing_since, now()), failure = $3,
    next_try_at = $4 where ${HERE} and s.id = $1 and s.lease_id = $2`);
const leave = statement<[id: string, lease: string], never>(
  `update app.log_streams s set leased_until = null, lease_id = null where ${HERE} and s.id = $1 and s.lease_id = $2`,
);

export function listStreams(tx: TenantTx): Promise<StreamRow[]> {
  return runIn(tx, list, []);
}

export async function findStream(tx: TenantTx, id: string): Promise<StreamRow | undefined> {
  return (await runIn(tx, one, [id]))[0];
}

export async function lockStream(tx: TenantTx, id: string) {
  return (await runIn(tx, lock, [id]))[0];
}

export interface NewStream {
  readonly workspace_id: string;
  readonly id: string;
  readonly kind: LogStream['kind'];
  readonly sealed_settings: Sealed<StreamSettings>;
  readonly sent_to: string;
  readonly made_by: string;
}

export async function insertStream(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  row: NewStream,
): Promise<void> {
  await tx.insertInto('app.log_streams').values(row).execute();
}

export async function switchStream(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
  active: boolean,
): Promise<void> {
  const anew = {
    active,
    tries: 0,
    failing_since: null,
    failure: null,
    next_try_at: new Date().toISOString(),
  };
  await tx
    .updateTable('app.log_streams')
    .set((eb) => ({ ...anew, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function deleteStream(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
): Promise<void> {
  await tx.deleteFrom('app.log_streams').where('id', '=', id).execute();
}

/** Takes a stream for this run; undefined when another run is at it, or it is not its time. */
export async function takeStream(tx: TenantTx, id: string, lease: string) {
  return (await runIn(tx, take, [id, lease]))[0];
}

/** What was taken over out there. False when the stream is no longer this run's. */
export async function noteSent(
  tx: TenantTx,
  { id, lease, to, count }: { id: string; lease: string; to: number; count: number },
): Promise<boolean> {
  return (await runIn(tx, moved, [id, lease, String(to), count])).length > 0;
}

export async function noteFailure(
  tx: TenantTx,
  { id, lease, failure, nextTryAt }: { id: string; lease: string; failure: string; nextTryAt: Date },
): Promise<void> {
  await runIn(tx, failed, [id, lease, failure, nextTryAt.toISOString()]);
}

export async function leaveStream(tx: TenantTx, id: string, lease: string): Promise<void> {
  await runIn(tx, leave, [id, lease]);
}
