import type { SsoConnection, SsoConnectionCreate, SsoConnectionPatch, SsoLeave } from '#contracts/sso.ts';
import { refuseMembershipChange } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import {
  type ConnectionRow,
  deactivateAll,
  deleteConnection,
  insertConnection,
  listConnections,
  lockConnection,
  updateConnection,
} from './connection.store.ts';
import { type ConnectionSettings, settingsContext } from './connection.ts';
import { connectionView } from './connection.view.ts';
import { lockEnforcement } from './enforcement.store.ts';
import { openConnection } from './flow.ts';
import {
  assertFitsKind,
  type ChangedProvider,
  changedSettings,
  type NewProvider,
  newSettings,
  readChangedProvider,
  readNewProvider,
} from './provider-settings.ts';
import { assertReplacementConfirmed } from './replacement.ts';
import { begin } from './start-sign-in.ts';

const MOST_CONNECTIONS = 5;

/** Connects a provider. What it says of itself is read before the workspace is entered. */
export async function connectProvider(
  caller: WorkspaceCaller,
  input: SsoConnectionCreate,
): Promise<SsoConnection> {
  return insert(caller, { name: input.name, made: await readNewProvider(caller.services, input) });
}

const insert = command({
  action: 'workspace.secure',
  load: (tx) => listConnections(tx),
  about: () => null,
  rules(_actor, connections, _input: { name: string; made: NewProvider }) {
    if (connections.length < MOST_CONNECTIONS) return;
    throw new AppError('conflict', { message: `A workspace has ${MOST_CONNECTIONS} connections at most.` });
  },
  async run({ tx, permit, actor, scope, services, audit, emit }, { name, made }) {
    const id = newId();
    const { kind } = made;
    const { settings, sealedKey } = await newSettings(services, scope, { id, name, made });
    await insertConnection(tx, permit, {
      workspace_id: actor.workspaceId,
      id,
      kind,
      sealed_settings: scope.seal<ConnectionSettings>(settingsContext(id), settings),
      sealed_private_key: sealedKey,
      metadata_at: services.clock.now().toISOString(),
      created_by: actor.userId,
    });
    audit({ action: 'sso.connected', targetKind: 'sso-connection', targetId: id, detail: { kind } });
    emit({ topic: 'workspace.changed', targetId: id });
    const row = await lockConnection(tx, id);
    if (row === undefined) throw new AppError('not_found');
    return connectionView(row, scope, services.publicUrl);
  },
});

type Patch = SsoConnectionPatch & { readonly connectionId: string; readonly ifMatch: number };

export async function changeConnection(caller: WorkspaceCaller, input: Patch): Promise<SsoConnection> {
  return change(caller, { ...input, read: await readChangedProvider(caller.services, input) });
}

const byId = (tx: TenantTx, { connectionId }: { connectionId: string }) => lockConnection(tx, connectionId);

const change = command({
  action: 'workspace.secure',
  load: (tx, input: Patch & { read: ChangedProvider }) => byId(tx, input),
  about: () => null,
  rules(actor, { version, kind }, { ifMatch, ...patch }) {
    const { mapping, joinRole } = patch;
    assertFitsKind(kind, patch);
    if (version !== ifMatch) throw new AppError('precondition_failed', { details: { version } });
    assertMayGive(actor, [
      ...(mapping?.roles.map(({ role }) => role) ?? []),
      ...(joinRole ? [joinRole] : []),
    ]);
  },
  async run({ tx, permit, scope, services, target, audit, emit }, { read, ...patch }) {
    const before = scope.unseal(settingsContext(target.id), target.sealed_settings);
    const settings = changedSettings(before, patch, read);
    if (target.active) assertReplacementConfirmed(before, settings, patch.confirmation);
    const { name, mapping, metadata, client, joinRole, unasked } = patch;
    await updateConnection(tx, permit, target.id, {
      sealed_settings: scope.seal<ConnectionSettings>(settingsContext(target.id), settings),
      ...(joinRole !== undefined && { join_role: joinRole }),
      ...(unasked !== undefined && { unasked }),
      ...((read.known ?? read.provider) !== undefined && {
        metadata_at: services.clock.now().toISOString(),
        metadata_failing_since: null,
        reminded_days: null,
      }),
      version: target.version + 1,
    });
    const fields = Object.entries({ name, mapping, metadata, client, joinRole, unasked }).flatMap(
      ([key, value]) => (value === undefined ? [] : [key]),
    );
    audit({ action: 'sso.changed', targetKind: 'sso-connection', targetId: target.id, fields });
    emit({ topic: 'workspace.changed', targetId: target.id });
    return view(tx, target, scope, services.publicUrl);
  },
});

type Role = Parameters<typeof refuseMembershipChange>[1] & { kind: 'grant' };

// The same rule as for an invitation: nobody has a provider give a role above their own.
function assertMayGive(actor: Actor, roles: readonly Role['role'][]): void {
  if (roles.every((role) => refuseMembershipChange(actor, { kind: 'grant', role }) === null)) return;
  throw new AppError('forbidden', { field: 'mapping', details: { reason: 'above-rank' } });
}

/** Takes a connection away; sessions that it opened end with the membership of their people, not with it. */
export const disconnectProvider = command({
  action: 'workspace.secure',
  load: async (tx, input: { connectionId: string }, actor) => loadWithRule(tx, input, actor),
  about: () => null,
  rules: (_actor, target) => assertNotNeeded(target),
  async run({ tx, permit, target: { row }, audit, emit }) {
    await deleteConnection(tx, permit, row.id);
    audit({ action: 'sso.disconnected', targetKind: 'sso-connection', targetId: row.id });
    emit({ topic: 'workspace.changed', targetId: row.id });
  },
});

interface WithRule {
  readonly row: ConnectionRow;
  readonly enforced: boolean;
}

async function loadWithRule(
  tx: TenantTx,
  input: { connectionId: string },
  actor: Actor,
): Promise<WithRule | undefined> {
  const enforcement = await lockEnforcement(tx, actor);
  const row = await byId(tx, input);
  return row && { row, enforced: enforcement?.sso_enforced === true };
}

function assertNotNeeded({ row, enforced }: WithRule): void {
  if (!(row.active && enforced)) return;
  throw new AppError('conflict', {
    message: 'Single sign-on is enforced. Lift that first: nobody could come in any more.',
    details: { reason: 'enforced' },
  });
}

/** Offers sign-in through this connection, and through no other; asks that a round trip has proven it. */
export const activateConnection = command({
  action: 'workspace.secure',
  load: (tx, input: { connectionId: string }) => byId(tx, input),
  about: () => null,
  rules(_actor, row) {
    if (row.tested_version === row.version) return;
    throw new AppError('conflict', {
      message: 'Try the connection out first: nobody has come back through it with these settings.',
      details: { reason: 'untested' },
    });
  },
  async run({ tx, permit, scope, services, target, audit, emit }) {
    await deactivateAll(tx, permit);
    await updateConnection(tx, permit, target.id, { active: true });
    audit({ action: 'sso.switched-on', targetKind: 'sso-connection', targetId: target.id });
    emit({ topic: 'workspace.changed', targetId: target.id });
    return view(tx, target, scope, services.publicUrl);
  },
});

export const deactivateConnection = command({
  action: 'workspace.secure',
  load: async (tx, input: { connectionId: string }, actor) => loadWithRule(tx, input, actor),
  about: () => null,
  rules: (_actor, target) => assertNotNeeded(target),
  async run({ tx, permit, target: { row }, audit, emit }) {
    await updateConnection(tx, permit, row.id, { active: false });
    audit({ action: 'sso.switched-off', targetKind: 'sso-connection', targetId: row.id });
    emit({ topic: 'workspace.changed', targetId: row.id });
  },
});

/** Begins a round trip whose outcome is shown instead of signing anybody in. */
export async function tryConnection(
  caller: WorkspaceCaller,
  input: { connectionId: string },
): Promise<SsoLeave> {
  const { userId, version } = await noteTry(caller, input);
  const connection = await openConnection(caller.services, input.connectionId);
  const state = { returnTo: null, privateDevice: false, version };
  return begin(caller.services, connection, { purpose: 'test', userId, browser: null, state, anew: false });
}

const noteTry = command({
  action: 'workspace.secure',
  load: (tx, input: { connectionId: string }) => byId(tx, input),
  about: () => null,
  async run({ actor, target, audit }) {
    audit({ action: 'sso.test-begun', targetKind: 'sso-connection', targetId: target.id });
    return { userId: actor.userId, version: target.version };
  },
});

async function view(
  tx: TenantTx,
  { id }: ConnectionRow,
  scope: Parameters<typeof connectionView>[1],
  publicUrl: string,
): Promise<SsoConnection> {
  const row = await lockConnection(tx, id);
  if (row === undefined) throw new AppError('not_found');
  return connectionView(row, scope, publicUrl);
}
