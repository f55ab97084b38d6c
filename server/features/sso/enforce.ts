import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { BreakGlassWrite, SsoSettings } from '#contracts/sso.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command, type Step } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { type ConnectionRow, listConnections } from './connection.store.ts';
import { lockEnforcement, nameOwners, ownersNamed, updateEnforcement } from './enforcement.store.ts';
import { whoCame } from './people.store.ts';
import { loadSettings, missingOf } from './read-settings.ts';

interface Target {
  readonly enforced: boolean;
  readonly active: ConnectionRow | undefined;
  /** How many of the active members are shown as never having come through the provider. */
  readonly missing: number;
  /** Whether the actor has come through, or gets past in an emergency. */
  readonly returns: boolean;
  /** Whether some owner does. */
  readonly ownerReturns: boolean;
}

async function load(tx: TenantTx, actor: Actor, scope: KeyScope): Promise<Target | undefined> {
  const rule = await lockEnforcement(tx, actor);
  if (rule === undefined) return undefined;
  const connections = await listConnections(tx);
  const missing = await missingOf(tx, await listActiveMembers(tx, scope));
  const came = await whoCame(tx);
  const owners = await ownersNamed(tx);
  const past = new Set(owners.flatMap((one) => (rule.break_glass && one.break_glass ? [one.user_id] : [])));
  const returns = (userId: string) => came.has(userId) || past.has(userId);
  return {
    enforced: rule.sso_enforced,
    active: connections.find(({ active }) => active),
    missing: missing.length,
    returns: returns(actor.userId),
    ownerReturns: owners.some(({ user_id }) => returns(user_id)),
  };
}

/**
 * From the next request on only the provider's word opens this workspace. Asks for a proven connection, for the list
 * of those who would be shut out to have been seen, and that neither the actor nor every owner is among them.
 */
export const enforceSso = command({
  action: 'workspace.secure',
  load: (tx, _input: { missing: number }, actor, scope) => load(tx, actor, scope),
  about: () => null,
  rules(_actor, { active, missing, returns, ownerReturns }, input) {
    if (active === undefined) throw refused('inactive', 'Switch a connection on first.');
    if (active.tested_version !== active.version) {
      throw refused('untested', 'Try the connection out first: its settings have changed since.');
    }
    if (!returns || !ownerReturns) {
      throw refused('locked-out', 'Come through the provider yourself first, or you would be shut out.');
    }
    if (missing !== input.missing) {
      throw refused('list-changed', 'The list of those who never came has changed. Look at it again.');
    }
  },
  async run(step, { missing }) {
    await updateEnforcement(step.tx, step.permit, step.actor, { sso_enforced: true });
    note(step, 'sso.enforced', { missing });
    return settled(step);
  },
});

export const liftSso = command({
  action: 'workspace.secure',
  load: (tx, _input: object, actor) => lockEnforcement(tx, actor),
  about: () => null,
  async run(step) {
    await updateEnforcement(step.tx, step.permit, step.actor, { sso_enforced: false });
    note(step, 'sso.lifted', {});
  },
});

interface Emergency {
  readonly owners: ReadonlySet<string>;
}

/** Which owners get past an enforced provider, and whether they do. The owners' alone to say. */
export const setBreakGlass = command({
  action: 'workspace.secure',
  load: async (tx, _input: BreakGlassWrite): Promise<Emergency> => ({
    owners: new Set((await ownersNamed(tx)).map(({ user_id }) => user_id)),
  }),
  about: () => null,
  rules(actor, { owners }, { on, ownerIds }) {
    if (actor.role !== 'owner') throw new AppError('forbidden', { details: { reason: 'role' } });
    if (!ownerIds.every((id) => owners.has(id))) {
      throw new AppError('invalid_field', {
        field: 'ownerIds',
        message: 'Only owners of this workspace are named.',
      });
    }
    if (on && ownerIds.length === 0) {
      throw new AppError('invalid_field', { field: 'ownerIds', message: 'Name one owner at least.' });
    }
  },
  async run(step, { on, ownerIds }) {
    await nameOwners(step.tx, step.permit, ownerIds);
    await updateEnforcement(step.tx, step.permit, step.actor, { break_glass: on });
    note(step, on ? 'sso.break-glass-on' : 'sso.break-glass-off', { named: ownerIds.length });
    return settled(step);
  },
});

type Secure = Step<'workspace.secure', unknown>;

function note({ actor, audit, emit }: Secure, action: AuditActionName, detail: Record<string, number>): void {
  audit({ action, targetKind: 'workspace', targetId: actor.workspaceId, detail });
  emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
}

function settled({ tx, actor, scope, services }: Secure): Promise<SsoSettings> {
  return loadSettings(tx, actor, scope, services.publicUrl);
}

function refused(reason: string, message: string): AppError {
  return new AppError('conflict', { message, details: { reason } });
}
