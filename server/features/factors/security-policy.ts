import type { SecurityPolicy, SecurityPolicyPatch, SignInMethod, Unenrolled } from '#contracts/factors.ts';
import { identityStore } from '#server/features/identity/index.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { dueOf } from './enrolment-due.ts';
import {
  lockSecurity,
  membersWithoutStrongFactor,
  readSecurity,
  type SecurityRow,
  updateSecurity,
} from './security-policy.store.ts';

const DAY_MS = 24 * 3600 * 1000;

/** What the workspace demands of a sign-in, and who does not meet it yet. */
export function readSecurityPolicy(caller: WorkspaceCaller): Promise<SecurityPolicy> {
  return read(caller, 'workspace.secure', async (tx, { actor, scope }) => {
    const row = await readSecurity(tx);
    if (row === undefined) throw new AppError('not_found');
    return {
      out: await policyView(tx, scope, row),
      disclosed: {
        action: 'security-policy.read',
        targetKind: 'workspace',
        targetId: actor.workspaceId,
        fields: ['member.name', 'member.factors'],
      },
    };
  });
}

interface Change extends SecurityPolicyPatch {
  readonly ifMatch: number;
  /** How the one who asks has signed in themselves. */
  readonly signedInBy: string;
}

/**
 * Changes what is demanded, from the next request of everybody on.
 * @throws AppError precondition_failed, invalid_field for what would shut out the one who asks.
 */
export async function changeSecurityPolicy(
  caller: WorkspaceCaller,
  patch: SecurityPolicyPatch & { readonly ifMatch: number },
): Promise<SecurityPolicy> {
  const session = await identityStore(caller.services.db).current(caller.passId);
  if (session === undefined) throw new AppError('unauthenticated');
  return change(caller, { ...patch, signedInBy: session.first_factor });
}

const change = command({
  action: 'workspace.secure',
  load: (tx, _input: Change) => lockSecurity(tx),
  about: () => null,
  rules(_actor, target, { ifMatch, signInMethods, signedInBy }) {
    if (target.version !== ifMatch)
      throw new AppError('precondition_failed', { details: { version: target.version } });
    if (signInMethods && !signInMethods.some((method) => method === signedInBy))
      throw new AppError('invalid_field', {
        field: 'signInMethods',
        message:
          'This would shut you out: leave the way you signed in allowed, or sign in another way first.',
      });
  },
  async run(step, input) {
    const next = changed(step.target, input, step.services.clock.now());
    const row = await updateSecurity(step.tx, step.permit, next);
    if (row === undefined) throw new AppError('not_found');
    step.audit({
      action: 'security-policy.changed',
      targetKind: 'workspace',
      targetId: step.actor.workspaceId,
      fields: (['signInMethods', 'strongFactor', 'privateDevices'] as const).filter(
        (field) => input[field] !== undefined,
      ),
      detail: {
        methods: next.sign_in_methods?.join(' ') ?? 'any',
        strongFactorFrom: next.strong_factor_from ?? 'never',
        privateDevices: next.private_devices,
      },
    });
    step.emit({ topic: 'workspace.changed', targetId: step.actor.workspaceId });
    return policyView(step.tx, step.scope, row);
  },
});

function changed(row: SecurityRow, { signInMethods, strongFactor, privateDevices }: Change, now: Date) {
  return {
    sign_in_methods: signInMethods === undefined ? row.sign_in_methods : sorted(signInMethods),
    strong_factor_from:
      strongFactor === undefined
        ? row.strong_factor_from
        : strongFactor && new Date(now.getTime() + strongFactor.graceDays * DAY_MS).toISOString(),
    private_devices: privateDevices ?? row.private_devices,
  };
}

function sorted(methods: readonly SignInMethod[] | null): SignInMethod[] | null {
  return methods && [...methods].sort();
}

async function policyView(tx: TenantTx, scope: KeyScope, row: SecurityRow): Promise<SecurityPolicy> {
  const [missing, members] = await Promise.all([
    membersWithoutStrongFactor(tx),
    listActiveMembers(tx, scope),
  ]);
  const adminSince = new Map(missing.map(({ user_id, admin_since }) => [user_id, admin_since]));
  const unenrolled = members.flatMap(({ userId, name, role }): Unenrolled[] => {
    const since = adminSince.get(userId);
    return since === undefined ? [] : [{ userId, name, role, due: dueOf(since, row.strong_factor_from) }];
  });
  return {
    version: row.version,
    signInMethods: row.sign_in_methods,
    strongFactorFrom: row.strong_factor_from,
    privateDevices: row.private_devices,
    unenrolled,
  };
}
