import type { Invitation, InvitationCreate } from '#contracts/members.ts';
import { emailDigest, identityStore } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import { type KeyScope, newId, randomToken } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { Services } from '#server/security/services.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { assertMay } from './change-member.ts';
import {
  cancelPendingFor,
  INVITATION_DAYS,
  type InvitationRow,
  insertInvitation,
  invitationContext,
  isMember,
  lockInvitation,
  pendingInvitations,
  updateInvitation,
} from './invitation.store.ts';
import { loadPeople, type People, personOf } from './people.ts';
import { sendInvitation } from './send-invitation.ts';

const TOKEN_BYTES = 32;
const DAY_MS = 24 * 3600 * 1000;

export function listInvitations(caller: WorkspaceCaller): Promise<{ items: Invitation[] }> {
  return read(caller, 'member.manage', async (tx, { actor, scope }) => {
    const rows = await pendingInvitations(tx);
    const people = await loadPeople(
      tx,
      scope,
      rows.map(({ inviter_id }) => inviter_id),
    );
    const now = caller.services.clock.now();
    return {
      out: { items: rows.map((row) => invitationView(row, { scope, people, now })) },
      disclosed: {
        action: 'invitation.list',
        targetKind: 'workspace',
        targetId: actor.workspaceId,
        fields: ['email'],
      },
    };
  });
}

/** Invites by e-mail (claim FTS-26). The token goes out in the mail only; an earlier invitation of the address is void. */
export const inviteMember = command({
  action: 'member.manage',
  load: async () => ({}),
  about: () => null,
  rules(actor, _target, { role }: InvitationCreate) {
    assertMay(actor, { kind: 'grant', role });
  },
  async run(step, { email, role }) {
    const { tx, permit, actor, scope, services } = step;
    const system = services.system();
    const digest = emailDigest(system, email);
    const known = await identityStore(services.db).findByEmail(digest);
    if (known !== undefined && (await isMember(tx, known.id))) {
      throw new AppError('conflict', { field: 'email', message: 'This person is a member already.' });
    }
    await cancelPendingFor(tx, permit, digest);
    const id = newId();
    const token = randomToken(TOKEN_BYTES);
    await insertInvitation(tx, permit, {
      workspace_id: actor.workspaceId,
      id,
      email_digest: digest,
      sealed_email: scope.seal<string>(invitationContext(id), email),
      role,
      token_digest: tokenDigest(system, token),
      inviter_id: actor.userId,
      expires_at: expiry(services),
    });
    step.audit({
      action: 'invitation.created',
      targetKind: 'invitation',
      targetId: id,
      fields: ['email', 'role'],
      detail: { role },
    });
    return delivered(step, id, token);
  },
});

/** Who may change an invitation that still waits, and which one. */
const aboutPending = {
  action: 'member.manage',
  load: (tx: TenantTx, { invitationId }: { invitationId: string }) => lockInvitation(tx, invitationId),
  about: () => null,
  rules(actor: Actor, target: InvitationRow) {
    assertPending(target);
    assertMay(actor, { kind: 'grant', role: target.role });
  },
} as const;

/** Sends it again with a new token and seven new days; the token sent before is void. */
export const resendInvitation = command({
  ...aboutPending,
  async run(step) {
    const { tx, permit, services, target } = step;
    const token = randomToken(TOKEN_BYTES);
    const change = { token_digest: tokenDigest(services.system(), token), expires_at: expiry(services) };
    await updateInvitation(tx, permit, target.id, change);
    step.audit({ action: 'invitation.resent', targetKind: 'invitation', targetId: target.id });
    return delivered(step, target.id, token);
  },
});

export const cancelInvitation = command({
  ...aboutPending,
  async run(step) {
    await updateInvitation(step.tx, step.permit, step.target.id, { state: 'cancelled' });
    step.audit({ action: 'invitation.cancelled', targetKind: 'invitation', targetId: step.target.id });
  },
});

/** The digest a token is found by. */
export function tokenDigest(system: KeyScope, token: string): Buffer {
  return system.lookup('invitation', token);
}

function assertPending({ state }: InvitationRow): void {
  if (state !== 'pending') throw new AppError('conflict', { message: 'This invitation is no longer open.' });
}

function expiry({ clock }: Services): string {
  return new Date(clock.now().getTime() + INVITATION_DAYS * DAY_MS).toISOString();
}

async function delivered<Target>(
  { tx, scope, services, emit, actor }: Step<'member.manage', Target>,
  id: string,
  token: string,
): Promise<Invitation> {
  const row = await lockInvitation(tx, id);
  if (row === undefined) throw new AppError('not_found');
  const people = await loadPeople(tx, scope, [row.inviter_id, actor.userId]);
  const email = scope.unseal(invitationContext(id), row.sealed_email);
  const inviter = personOf(people, actor.userId).name;
  await sendInvitation(services, tx, { actor, scope, email, token, inviter, role: row.role });
  emit({ topic: 'members.changed', targetId: id });
  return invitationView(row, { scope, people, now: services.clock.now() });
}

function invitationView(
  row: InvitationRow,
  { scope, people, now }: { scope: KeyScope; people: People; now: Date },
): Invitation {
  const over = row.state === 'pending' && Date.parse(row.expires_at) <= now.getTime();
  return {
    id: row.id,
    email: scope.unseal(invitationContext(row.id), row.sealed_email),
    role: row.role,
    state: over ? 'expired' : row.state,
    invitedBy: personOf(people, row.inviter_id).name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
