import type { Role } from '#contracts/common.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export const INVITATION_DAYS = 7;

export interface InvitationRow {
  readonly id: string;
  readonly sealed_email: Sealed<string>;
  readonly role: Role;
  readonly state: 'pending' | 'accepted' | 'cancelled';
  readonly inviter_id: string;
  readonly created_at: string;
  readonly expires_at: string;
}

const columns = ['id', 'sealed_email', 'role', 'state', 'inviter_id', 'created_at', 'expires_at'] as const;

export function invitationContext(id: string) {
  return { table: 'invitations', row: id, use: 'email' } as const;
}

export async function pendingInvitations(tx: TenantTx): Promise<InvitationRow[]> {
  return tx
    .selectFrom('app.invitations')
    .select(columns)
    .where('state', '=', 'pending')
    .orderBy('created_at', 'desc')
    .limit(200)
    .$narrowType<InvitationRow>()
    .execute();
}

export async function lockInvitation(tx: TenantTx, id: string): Promise<InvitationRow | undefined> {
  return tx
    .selectFrom('app.invitations')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .$narrowType<InvitationRow>()
    .executeTakeFirst();
}

/** Voids what is pending for the address: one open invitation per person. */
export async function cancelPendingFor(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  emailDigest: Buffer,
): Promise<void> {
  await tx
    .updateTable('app.invitations')
    .set({ state: 'cancelled' })
    .where('email_digest', '=', emailDigest)
    .where('state', '=', 'pending')
    .execute();
}

export interface NewInvitation {
  readonly workspace_id: string;
  readonly id: string;
  readonly email_digest: Buffer;
  readonly sealed_email: Sealed<string>;
  readonly role: Role;
  readonly token_digest: Buffer;
  readonly inviter_id: string;
  readonly expires_at: string;
}

export async function insertInvitation(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  row: NewInvitation,
): Promise<void> {
  await tx.insertInto('app.invitations').values(row).execute();
}

export async function updateInvitation(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  id: string,
  change: { state: 'cancelled' } | { token_digest: Buffer; expires_at: string },
): Promise<void> {
  await tx.updateTable('app.invitations').set(change).where('id', '=', id).execute();
}

/** Whether the address already belongs to an active or suspended member. */
export async function isMember(tx: TenantTx, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('app.memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('state', '<>', 'removed')
    .executeTakeFirst();
  return row !== undefined;
}
