import type { Role } from '#contracts/common.ts';
import type { MemberStatus } from '#contracts/members.ts';
import type { MemberProfile } from '#server/features/workspaces/index.ts';
import type { TimePlace } from '#server/platform/cursor.ts';
import { runIn, type SqlBool, sql, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface MemberRow {
  readonly user_id: string;
  readonly role: Role;
  readonly state: MemberStatus;
  readonly assigned_only: boolean;
  readonly sealed_profile: Sealed<MemberProfile>;
  readonly created_at: string;
  readonly version: number;
}

const columns = [
  'user_id',
  'role',
  'state',
  'assigned_only',
  'sealed_profile',
  'created_at',
  'version',
] as const;

/** Members in the order they joined. `after` is the last one of the page before. */
export async function pageMembers(
  tx: TenantTx,
  { states, limit, after }: { states: readonly MemberStatus[]; limit: number; after: TimePlace | null },
): Promise<MemberRow[]> {
  let query = tx
    .selectFrom('app.memberships')
    .select(columns)
    .where(sql<SqlBool>`state = any(${states})`)
    .orderBy('created_at')
    .orderBy('user_id')
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('created_at', 'user_id'), '>', eb.tuple(...after)));
  }
  return query.$narrowType<MemberRow>().execute();
}

/** One membership, locked with all owners, so that two changes at once cannot take the last owner away. */
export async function lockMember(tx: TenantTx, userId: string): Promise<MemberRow | undefined> {
  await tx
    .selectFrom('app.memberships')
    .select('id')
    .where('role', '=', 'owner')
    .orderBy('id')
    .forUpdate()
    .execute();
  return tx
    .selectFrom('app.memberships')
    .select(columns)
    .where('user_id', '=', userId)
    .forUpdate()
    .$narrowType<MemberRow>()
    .executeTakeFirst();
}

export async function countActiveOwners(tx: TenantTx): Promise<number> {
  const rows = await tx
    .selectFrom('app.memberships')
    .select('id')
    .where('role', '=', 'owner')
    .where('state', '=', 'active')
    .execute();
  return rows.length;
}

export async function insertMember(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  row: { workspace_id: string; user_id: string; role: Role; sealed_profile: Sealed<MemberProfile> },
): Promise<void> {
  await tx
    .insertInto('app.memberships')
    .values({ ...row, assigned_only: false })
    .execute();
}

export async function updateMember(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  userId: string,
  change: { role?: Role; assigned_only?: boolean; state?: MemberStatus },
): Promise<void> {
  await tx
    .updateTable('app.memberships')
    .set((eb) => ({ ...change, version: eb('version', '+', 1), changed_at: eb.fn('now') }))
    .where('user_id', '=', userId)
    .execute();
}

const lastSeen = statement<[], { user_id: string; last_seen_at: string }>(
  'select * from app.members_last_seen()',
);

/** Empty for readers below Admin: the database says nothing to them. */
export async function membersLastSeen(tx: TenantTx): Promise<ReadonlyMap<string, string>> {
  const rows = await runIn(tx, lastSeen, []);
  return new Map(rows.map(({ user_id, last_seen_at }) => [user_id, last_seen_at]));
}

/** What a member can come in with. */
export interface MemberStanding {
  readonly user_id: string;
  readonly last_seen_at: string | null;
  /** Live now, in every workspace. */
  readonly sessions: number;
  readonly passkeys: number;
  readonly totp: boolean;
  readonly password: boolean;
}

const standing = statement<[], MemberStanding>('select * from app.members_standing()');

/** Of every member; empty for readers below Admin. */
export async function membersStanding(tx: TenantTx): Promise<ReadonlyMap<string, MemberStanding>> {
  const rows = await runIn(tx, standing, []);
  return new Map(rows.map((row) => [row.user_id, row]));
}
