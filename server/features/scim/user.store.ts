import type { Role } from '#contracts/common.ts';
import type { MemberProfile } from '#server/features/workspaces/index.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { DirectoryPerson } from './user.ts';

export type MembershipState = 'active' | 'suspended' | 'removed';

/** A member with what the directory says of them. */
export interface PersonRow {
  /** Of the membership: the only id that a directory ever gets to know. */
  readonly id: string;
  readonly user_id: string;
  readonly role: Role;
  readonly state: MembershipState;
  readonly version: number;
  readonly sealed_profile: Sealed<MemberProfile>;
  readonly created_at: string;
  readonly changed_at: string;
  /** Null: the directory has not named this member yet, or they were removed. */
  readonly sealed_attributes: Sealed<DirectoryPerson> | null;
  readonly ended_by_directory: boolean;
}

export function attributesContext(membershipId: string) {
  return { table: 'scim_users', row: membershipId, use: 'attributes' } as const;
}

const SELECT = `
  select m.id, m.user_id, m.role, m.state, m.version, m.sealed_profile, m.created_at, m.changed_at, t.sealed_attributes,
    coalesce(t.ended_by_directory, false) as ended_by_directory
  from app.memberships m
  left join app.scim_users t on t.workspace_id = m.workspace_id and t.membership_id = m.id
  where m.workspace_id = (select app.tenant())`;

const byId = statement<[id: string], PersonRow>(`${SELECT} and m.id = $1 and m.state <> 'removed'`);
const byUser = statement<[userId: string], PersonRow>(`${SELECT} and m.user_id = $1`);
const byUserName = statement<[digest: Buffer], PersonRow>(
  `${SELECT} and t.user_name_digest = $1 and m.state <> 'removed'`,
);
const byExternalId = statement<[digest: Buffer], PersonRow>(
  `${SELECT} and t.external_id_digest = $1 and m.state <> 'removed' order by m.created_at, m.id limit 200`,
);
const lock = statement<[id: string], unknown>(`
  select from app.memberships m where m.workspace_id = (select app.tenant()) and (m.id = $1 or m.role = 'owner')
  order by m.id for update`);
const page = statement<[limit: number, offset: number], PersonRow>(
  `${SELECT} and m.state <> 'removed' order by m.created_at, m.id limit $1 offset $2`,
);
const count = statement<[], { total: number }>(`
  select count(*)::int as total from app.memberships m
  where m.workspace_id = (select app.tenant()) and m.state <> 'removed'`);

export async function findPerson(tx: TenantTx, id: string): Promise<PersonRow | undefined> {
  return (await runIn(tx, byId, [id]))[0];
}

/** The same, locked with all owners, so that two changes at once cannot take the last owner away. */
export async function lockPerson(tx: TenantTx, id: string): Promise<PersonRow | undefined> {
  await runIn(tx, lock, [id]);
  return findPerson(tx, id);
}

/** Whoever has this account here, those who were removed too. */
export async function findByAccount(tx: TenantTx, userId: string): Promise<PersonRow | undefined> {
  return (await runIn(tx, byUser, [userId]))[0];
}

export async function findByUserName(tx: TenantTx, digest: Buffer): Promise<PersonRow | undefined> {
  return (await runIn(tx, byUserName, [digest]))[0];
}

export function findByExternalId(tx: TenantTx, digest: Buffer): Promise<PersonRow[]> {
  return runIn(tx, byExternalId, [digest]);
}

/** People in the order they joined; those who were removed are not there. */
export function pagePeople(tx: TenantTx, limit: number, offset: number): Promise<PersonRow[]> {
  return runIn(tx, page, [limit, offset]);
}

export async function countPeople(tx: TenantTx): Promise<number> {
  return (await runIn(tx, count, []))[0]?.total ?? 0;
}

export interface Tie {
  readonly membershipId: string;
  readonly userName: Buffer;
  readonly externalId: Buffer | null;
  readonly attributes: Sealed<DirectoryPerson>;
}

const tie = statement<
  [workspace: string, id: string, name: Buffer, external: Buffer | null, sealed: Buffer],
  never
>(`
  insert into app.scim_users (workspace_id, membership_id, user_name_digest, external_id_digest, sealed_attributes)
  values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, membership_id) do update set user_name_digest = excluded.user_name_digest,
    external_id_digest = excluded.external_id_digest, sealed_attributes = excluded.sealed_attributes, changed_at = now()`);

/** Keeps what the directory says of a member. */
export async function saveTie(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  workspaceId: string,
  { membershipId, userName, externalId, attributes }: Tie,
): Promise<void> {
  await runIn(tx, tie, [workspaceId, membershipId, userName, externalId, attributes]);
}

const ended = statement<[workspace: string, id: string], never>(`
  insert into app.scim_users (workspace_id, membership_id, ended_by_directory) values ($1, $2, true)
  on conflict (workspace_id, membership_id) do update set ended_by_directory = true, changed_at = now()`);

/** It was the directory that suspended or removed this member, so it may take that back. */
export async function noteEnded(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  workspaceId: string,
  membershipId: string,
): Promise<void> {
  await runIn(tx, ended, [workspaceId, membershipId]);
}

/** What the directory changes about a membership itself; each change is a new version of the resource. */
export async function changeMembership(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  id: string,
  change: { state?: MembershipState; role?: Role; sealed_profile?: Sealed<MemberProfile> },
): Promise<void> {
  await tx
    .updateTable('app.memberships')
    .set((eb) => ({ ...change, version: eb('version', '+', 1), changed_at: eb.fn('now') }))
    .where('id', '=', id)
    .execute();
}
