import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { GivenRole } from '#contracts/sso.ts';
import { emailDigest, identityStore, type Profile, profileContext } from '#server/features/identity/index.ts';
import {
  insertMember,
  refuseMembershipChange,
  type Standing,
  updateMember,
} from '#server/features/members/index.ts';
import { type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { isVerified } from './domain.store.ts';
import { domainOf } from './mapping.ts';
import { findMembership, type MembershipRow, noteCame } from './people.store.ts';

export interface Coming {
  readonly connectionId: string;
  readonly email: string;
  readonly name: string | null;
  /** The role their groups stand for. */
  readonly role: GivenRole | null;
  readonly joinRole: GivenRole | null;
  /** The account of that address, if there is one. */
  readonly account: { readonly id: string; readonly disabled: boolean } | undefined;
}

/** Let in, or why not. */
export type Admitted =
  | { readonly userId: string }
  | { readonly refused: 'domain' | 'membership' | 'account' };

interface Target {
  readonly verified: boolean;
  readonly membership: MembershipRow | undefined;
}

/** A provider gives roles as an admin would: never Owner, and never to an owner. */
const PROVIDER: Standing = { userId: '00000000-0000-0000-0000-000000000000', role: 'admin' };

/**
 * Decides about somebody the provider has vouched for. They are found by their address, which must be in a domain
 * that this very workspace has shown to be its own; nothing else that the provider says ever names an account.
 */
export const admit = systemCommand({
  action: 'member.manage',
  load: async (tx, { email, account }: Coming): Promise<Target> => ({
    verified: await isVerified(tx, domainOf(email)),
    membership: account === undefined ? undefined : await findMembership(tx, account.id),
  }),
  about: () => null,
  async run(step, coming): Promise<Admitted> {
    const { tx, actor, target, audit } = step;
    const refused = refusalOf(target, coming);
    if (refused !== null) {
      audit({
        action: 'sso.refused',
        targetKind: 'sso-connection',
        targetId: coming.connectionId,
        detail: { reason: refused },
      });
      return { refused };
    }
    const userId = coming.account?.id ?? (await createAccount(step.services, coming));
    await settleMembership(step, userId, coming);
    await noteCame(tx, actor.workspaceId, coming.connectionId, userId);
    return { userId };
  },
});

function refusalOf({ verified, membership }: Target, { account, joinRole }: Coming) {
  if (!verified) return 'domain';
  if (account?.disabled === true) return 'account';
  if (membership === undefined) return joinRole === null ? 'membership' : null;
  return membership.state === 'active' ? null : 'membership';
}

async function createAccount(services: Step['services'], { email, name }: Coming): Promise<string> {
  const system = services.system();
  const id = newId();
  const profile = system.seal<Profile>(profileContext(id), { email, name: name ?? '' });
  await identityStore(services.db).createUser(id, emailDigest(system, email), profile);
  return id;
}

type Step = Parameters<
  Parameters<typeof systemCommand<'member.manage', Coming, Target, Admitted>>[0]['run']
>[0];

async function settleMembership(step: Step, userId: string, coming: Coming): Promise<void> {
  const { tx, permit, scope, actor, target, audit, emit } = step;
  const role = coming.role ?? (target.membership === undefined ? coming.joinRole : null);
  const note = (action: AuditActionName, detail: Record<string, string>) => {
    audit({ action, targetKind: 'member', targetId: userId, detail });
    emit({ topic: 'members.changed', targetId: userId });
  };
  const { membership } = target;
  if (membership === undefined && role !== null && mayGive({ kind: 'grant', role })) {
    const profile: MemberProfile = { name: coming.name ?? '', email: coming.email };
    const sealed_profile = scope.seal<MemberProfile>(memberContext(userId), profile);
    await insertMember(tx, permit, {
      workspace_id: actor.workspaceId,
      user_id: userId,
      role,
      sealed_profile,
    });
    note('sso.member-joined', { role });
  } else if (membership !== undefined && role !== null && role !== membership.role) {
    const target = { userId, role: membership.role };
    if (!mayGive({ kind: 're-role', target, role, activeOwners: 1 })) return audited(audit, coming);
    await updateMember(tx, permit, userId, { role });
    note('sso.role-given', { from: membership.role, to: role });
  } else audited(audit, coming);
}

function mayGive(change: Parameters<typeof refuseMembershipChange>[1]): boolean {
  return refuseMembershipChange(PROVIDER, change) === null;
}

function audited(audit: Step['audit'], { connectionId }: Coming): void {
  audit({ action: 'sso.vouched', targetKind: 'sso-connection', targetId: connectionId });
}
