import type { RestrictionWrite } from '#contracts/case-access.ts';
import { RANK } from '#contracts/common.ts';
import { findActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { addActivity } from './activity.store.ts';
import { relationTo } from './case.policy.ts';
import { loadCase, updateCase } from './case.store.ts';
import type { CaseRecord } from './case-record.ts';
import { type GrantRecord, writeGrants } from './grant.store.ts';
import { assertVersion } from './version-conflict.ts';

interface Restricting {
  readonly caseId: string;
  readonly expected: number | undefined;
}

/** From now on only those granted, the case's owner, and the workspace's Owner and Admins see the case. */
export const restrictCase = command({
  action: 'case.restrict',
  load: (tx, { caseId }: Restricting & RestrictionWrite, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  rules: (_actor, record, { expected }) => assertVersion(record, expected),
  async run({ tx, actor, permit, target, scope, services, audit, emit }, { caseId, grants }) {
    const members = await findActiveMembers(
      tx,
      grants.map((grant) => grant.userId),
    );
    grants.forEach((grant, at) => {
      if (!members.has(grant.userId))
        throw new AppError('invalid_field', {
          field: `grants.${at}.userId`,
          message: 'There is no such member.',
        });
      if (grant.expiresAt !== null && Date.parse(grant.expiresAt) <= services.clock.now().getTime())
        throw new AppError('invalid_field', {
          field: `grants.${at}.expiresAt`,
          message: 'This is in the past.',
        });
    });
    await writeGrants(tx, permit, actor, caseId, withThoseWhoStay(actor, target, grants));
    const version = await updateCase(tx, permit, scope, actor.workspaceId, target, { restricted: true });
    await addActivity(tx, scope, actor, { caseId, kind: 'restricted', version });
    const detail = { grants: grants.length };
    audit({ action: 'case.restricted', targetKind: 'case', targetId: caseId, fields: ['grants'], detail });
    emit({ topic: 'case.changed', targetId: caseId });
    emit({ topic: 'case.gone', targetId: caseId });
  },
});

/** The owner of the case always stays inside, and whoever restricts it does not lock themselves out. */
export function withThoseWhoStay(
  actor: Pick<Actor, 'userId' | 'rank'>,
  { ownerId }: Pick<CaseRecord, 'ownerId'>,
  grants: readonly GrantRecord[],
): GrantRecord[] {
  const stay = new Set([ownerId, ...(actor.rank < RANK.admin ? [actor.userId] : [])]);
  const kept = new Map(
    grants.filter(({ userId }) => !stay.has(userId)).map((grant) => [grant.userId, grant]),
  );
  return [
    ...kept.values(),
    ...[...stay].map((userId) => ({ userId, level: 'edit' as const, expiresAt: null })),
  ];
}

/** Roles alone decide again who sees the case. */
export const liftRestriction = command({
  action: 'case.restrict',
  load: (tx, { caseId }: Restricting, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  rules: (_actor, record, { expected }) => assertVersion(record, expected),
  async run({ tx, actor, permit, target, scope, audit, emit }, { caseId }) {
    const version = await updateCase(tx, permit, scope, actor.workspaceId, target, { restricted: false });
    await addActivity(tx, scope, actor, { caseId, kind: 'restriction-lifted', version });
    await writeGrants(tx, permit, actor, caseId, []);
    audit({ action: 'case.restriction-lifted', targetKind: 'case', targetId: caseId, fields: ['grants'] });
    emit({ topic: 'case.changed', targetId: caseId });
  },
});
