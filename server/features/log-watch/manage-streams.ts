import type {
  LogStream,
  LogStreamCreate,
  LogStreamList,
  LogStreamMade,
  StreamTarget,
} from '#contracts/log-watch.ts';
import { topOfLog } from '#server/features/audit/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { type KeyScope, newId, newWebhookSecret } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { staysInRegion } from './sinks.ts';
import {
  deleteStream,
  findStream,
  insertStream,
  listStreams,
  lockStream,
  type StreamRow,
  settingsContext,
  switchStream,
} from './stream.store.ts';

const MOST = 5;
const targetKind = 'log-stream';

export function listLogStreams(caller: WorkspaceCaller): Promise<LogStreamList> {
  return read(caller, 'workspace.secure', async (tx, { scope }) => ({
    out: { items: (await listStreams(tx)).map((row) => streamView(row, scope)) },
    disclosed: undefined,
  }));
}

/** Makes a stream of the log, from its beginning or from now on. */
export const makeLogStream = command({
  action: 'workspace.secure',
  load: async (tx, _input: LogStreamCreate) => ({ there: (await listStreams(tx)).length }),
  about: () => null,
  rules(_actor, { there }) {
    if (there >= MOST)
      throw new AppError('conflict', { message: `A workspace has at most ${MOST} streams.` });
  },
  async run({ tx, permit, actor, scope, services, audit }, { name, from, target }): Promise<LogStreamMade> {
    if (!staysInRegion(services, target))
      throw new AppError('invalid_field', { field: placeField(target), message: ELSEWHERE });
    const id = newId();
    const { kind } = target;
    const secret = kind === 'webhook' ? newWebhookSecret() : null;
    await insertStream(tx, permit, {
      workspace_id: actor.workspaceId,
      id,
      kind,
      sealed_settings: scope.seal(settingsContext(id), { name, target, secret }),
      sent_to: String(from === 'now' ? await topOfLog(tx) : -1),
      made_by: actor.userId,
    });
    const fields = ['name', 'from', 'target'];
    audit({ action: 'log-stream.created', targetKind, targetId: id, fields, detail: { kind, from } });
    return { stream: await viewOf(await findStream(tx, id), scope), secret };
  },
});

/** Stops a stream, or lets it go on where it stopped. */
export const changeLogStream = command({
  action: 'workspace.secure',
  load: async (tx, { streamId, ifMatch }: { streamId: string; active: boolean; ifMatch: number }) => {
    const row = await lockStream(tx, streamId);
    return row && { ...row, id: streamId, ifMatch };
  },
  about: () => null,
  rules(_actor, { version, ifMatch }) {
    if (version !== ifMatch) throw new AppError('precondition_failed', { details: { version } });
  },
  async run({ tx, permit, scope, target: { id }, audit }, { active }): Promise<LogStream> {
    await switchStream(tx, permit, id, active);
    audit({ action: 'log-stream.changed', targetKind, targetId: id, fields: ['active'], detail: { active } });
    return viewOf(await findStream(tx, id), scope);
  },
});

export const removeLogStream = command({
  action: 'workspace.secure',
  load: async (tx, { streamId }: { readonly streamId: string }) =>
    (await lockStream(tx, streamId)) && { id: streamId },
  about: () => null,
  async run({ tx, permit, target: { id }, audit }) {
    await deleteStream(tx, permit, id);
    audit({ action: 'log-stream.removed', targetKind, targetId: id });
  },
});

function viewOf(row: StreamRow | undefined, scope: KeyScope): LogStream {
  if (row === undefined) throw new AppError('not_found');
  return streamView(row, scope);
}

function streamView(row: StreamRow, scope: KeyScope): LogStream {
  const { name, target } = scope.unseal(settingsContext(row.id), row.sealed_settings);
  const failing = row.failing_since !== null;
  return {
    id: row.id,
    name,
    kind: row.kind,
    place: placeOf(target),
    active: row.active,
    sent: Number(row.sent),
    behind: Number(row.behind),
    lastSentAt: row.last_sent_at,
    failingSince: row.failing_since,
    failure: row.failure,
    nextTryAt: failing && row.active ? row.next_try_at : null,
    version: row.version,
  };
}

/** The field that says where a target stands. */
function placeField(target: StreamTarget): string {
  if (target.kind === 's3') return target.endpoint === null ? 'target.region' : 'target.endpoint';
  return target.kind === 'syslog' ? 'target.host' : 'target.address';
}

function placeOf(target: StreamTarget): string {
  if (target.kind === 'syslog') return `${target.host}:${target.port}`;
  if (target.kind === 'webhook') return target.address;
  return target.endpoint === null ? target.bucket : `${target.bucket} at ${new URL(target.endpoint).host}`;
}
