import type { DirectoryRole } from '#contracts/scim.ts';
import type { MemberProfile } from '#server/features/workspaces/index.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { Settling } from './settle-roles.ts';
import type { DirectoryPerson } from './user.ts';

/** What the directory says of a group, sealed. */
export interface DirectoryGroup {
  readonly displayName: string;
  readonly externalId: string | null;
}

export interface GroupRow {
  readonly id: string;
  readonly sealed_attributes: Sealed<DirectoryGroup>;
  readonly role: DirectoryRole | null;
  readonly version: number;
  readonly created_at: string;
  readonly changed_at: string;
}

export function groupContext(id: string) {
  return { table: 'scim_groups', row: id, use: 'attributes' } as const;
}

const SELECT = `
  select g.id, g.sealed_attributes, g.role, g.version, g.created_at, g.changed_at from app.scim_groups g
  where g.workspace_id = (select app.tenant())`;
const byId = statement<[id: string], GroupRow>(`${SELECT} and g.id = $1`);
const lock = statement<[id: string], GroupRow>(`${SELECT} and g.id = $1 for update`);
const byName = statement<[digest: Buffer], GroupRow>(`${SELECT} and g.name_digest = $1`);
const byExternalId = statement<[digest: Buffer], GroupRow>(
  `${SELECT} and g.external_id_digest = $1 order by g.created_at, g.id limit 200`,
);
const all = statement<[limit: number, offset: number], GroupRow>(
  `${SELECT} order by g.created_at, g.id limit $1 offset $2`,
);
const count = statement<[], { total: number }>(
  'select count(*)::int as total from app.scim_groups g where g.workspace_id = (select app.tenant())',
);

export async function findGroup(tx: TenantTx, id: string): Promise<GroupRow | undefined> {
  return (await runIn(tx, byId, [id]))[0];
}

export async function lockGroup(tx: TenantTx, id: string): Promise<GroupRow | undefined> {
  return (await runIn(tx, lock, [id]))[0];
}

export async function findGroupByName(tx: TenantTx, digest: Buffer): Promise<GroupRow | undefined> {
  return (await runIn(tx, byName, [digest]))[0];
}

export function findGroupsByExternalId(tx: TenantTx, digest: Buffer): Promise<GroupRow[]> {
  return runIn(tx, byExternalId, [digest]);
}

/** Groups in the order they were made. */
export function pageGroups(tx: TenantTx, limit: number, offset: number): Promise<GroupRow[]> {
  return runIn(tx, all, [limit, offset]);
}

export async function countGroups(tx: TenantTx): Promise<number> {
  return (await runIn(tx, count, []))[0]?.total ?? 0;
}

export interface GroupMemberRow {
  readonly group_id: string;
  readonly id: string;
  readonly user_id: string;
  readonly sealed_profile: Sealed<MemberProfile>;
  readonly sealed_attributes: Sealed<DirectoryPerson> | null;
}

const members = statement<[groups: readonly string[]], GroupMemberRow>(`
  select x.group_id, m.id, m.user_id, m.sealed_profile, t.sealed_attributes
  from app.scim_group_members x
  join app.memberships m on m.workspace_id = x.workspace_id and m.id = x.membership_id
  left join app.scim_users t on t.workspace_id = m.workspace_id and t.membership_id = m.id
  where x.workspace_id = (select app.tenant()) and x.group_id = any($1::uuid[])
  order by x.group_id, m.created_at, m.id`);

export function membersOf(tx: TenantTx, groups: readonly string[]): Promise<GroupMemberRow[]> {
  return runIn(tx, members, [groups]);
}

export interface GroupOfPersonRow {
  readonly membership_id: string;
  readonly id: string;
  readonly sealed_attributes: Sealed<DirectoryGroup>;
}

const ofPeople = statement<[people: readonly string[]], GroupOfPersonRow>(`
  select x.membership_id, g.id, g.sealed_attributes
  from app.scim_group_members x
  join app.scim_groups g on g.workspace_id = x.workspace_id and g.id = x.group_id
  where x.workspace_id = (select app.tenant()) and x.membership_id = any($1::uuid[])
  order by x.membership_id, g.created_at, g.id`);

/** The groups that these members are in. */
export function groupsOf(tx: TenantTx, people: readonly string[]): Promise<GroupOfPersonRow[]> {
  return runIn(tx, ofPeople, [people]);
}

const sizes = statement<[], { group_id: string; members: number }>(`
  select x.group_id, count(*)::int as members from app.scim_group_members x
  where x.workspace_id = (select app.tenant()) group by x.group_id`);

/** How many members each group has; none is left out of the answer. */
export async function groupSizes(tx: TenantTx): Promise<ReadonlyMap<string, number>> {
  return new Map((await runIn(tx, sizes, [])).map(({ group_id, members: n }) => [group_id, n]));
}

const known = statement<[ids: readonly string[]], { id: string }>(`
  select m.id from app.memberships m
  where m.workspace_id = (select app.tenant()) and m.state <> 'removed' and m.id = any($1::uuid[])`);

/** Those of these ids that are members here. */
export async function knownMembers(tx: TenantTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await runIn(tx, known, [ids])).map(({ id }) => id));
}

export interface NewGroup {
  readonly workspace_id: string;
  readonly id: string;
  readonly name_digest: Buffer;
  readonly external_id_digest: Buffer | null;
  readonly sealed_attributes: Sealed<DirectoryGroup>;
}

export async function insertGroup(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  row: NewGroup,
): Promise<void> {
  await tx.insertInto('app.scim_groups').values(row).execute();
}

export async function updateGroup(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  id: string,
  change: Partial<Pick<NewGroup, 'name_digest' | 'external_id_digest' | 'sealed_attributes'>> & {
    readonly role?: DirectoryRole | null;
  },
): Promise<void> {
  await tx
    .updateTable('app.scim_groups')
    .set((eb) => ({ ...change, version: eb('version', '+', 1), changed_at: eb.fn('now') }))
    .where('id', '=', id)
    .execute();
}

export async function deleteGroup(tx: TenantTx, _permit: Permit<'member.manage'>, id: string): Promise<void> {
  await tx.deleteFrom('app.scim_groups').where('id', '=', id).execute();
}

const add = statement<[workspace: string, group: string, ids: readonly string[]], never>(`
  insert into app.scim_group_members (workspace_id, group_id, membership_id)
  select $1, $2, x from unnest($3::uuid[]) x on conflict do nothing`);
const drop = statement<[group: string, ids: readonly string[]], never>(`
  delete from app.scim_group_members x
  where x.workspace_id = (select app.tenant()) and x.group_id = $1 and x.membership_id = any($2::uuid[])`);

export async function moveMembers(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  group: { readonly workspaceId: string; readonly id: string },
  change: { readonly added: readonly string[]; readonly dropped: readonly string[] },
): Promise<void> {
  await runIn(tx, drop, [group.id, change.dropped]);
  await runIn(tx, add, [group.workspaceId, group.id, change.added]);
}

export const MOST_GROUPS = 500;

const given = statement<[ids: readonly string[]], Settling>(`
  select m.id, m.user_id, m.role, coalesce(array_agg(g.role) filter (where g.role is not null), '{}') as given
  from app.memberships m
  left join app.scim_group_members x on x.workspace_id = m.workspace_id and x.membership_id = m.id
  left join app.scim_groups g on g.workspace_id = x.workspace_id and g.id = x.group_id
  where m.workspace_id = (select app.tenant()) and m.state <> 'removed' and m.id = any($1::uuid[])
  group by m.id, m.user_id, m.role`);

/** These members with the roles that their groups stand for. */
export function rolesGiven(tx: TenantTx, ids: readonly string[]): Promise<Settling[]> {
  return runIn(tx, given, [ids]);
}

const inGroup = statement<[group: string], { id: string }>(`
  select x.membership_id as id from app.scim_group_members x
  where x.workspace_id = (select app.tenant()) and x.group_id = $1`);

export async function memberIdsOf(tx: TenantTx, group: string): Promise<string[]> {
  return (await runIn(tx, inGroup, [group])).map(({ id }) => id);
}
