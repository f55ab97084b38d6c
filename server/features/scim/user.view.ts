import { SCIM_USER, type ScimUser } from '#contracts/scim.ts';
import { memberContext } from '#server/features/workspaces/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type GroupOfPersonRow, groupContext, groupsOf } from './group.store.ts';
import { attributesContext, type PersonRow } from './user.store.ts';
import type { DirectoryPerson, SentPerson } from './user.ts';

/** Where resources of a workspace live, without a trailing slash. */
export function baseOf(publicUrl: string, workspaceId: string): string {
  return `${publicUrl}/scim/v2/${workspaceId}`;
}

export const etagOf = (version: number): string => `"v${version}"`;

/** What is known of a member, in the directory's own words where it has said some. */
export function openPerson(row: PersonRow, scope: KeyScope): SentPerson {
  const { name, email } = scope.unsealKept(memberContext(row.user_id), row.sealed_profile);
  const person: DirectoryPerson =
    row.sealed_attributes === null
      ? {
          userName: email,
          externalId: null,
          displayName: name === '' ? null : name,
          formatted: name === '' ? null : name,
          givenName: null,
          familyName: null,
        }
      : scope.unsealKept(attributesContext(row.id), row.sealed_attributes);
  return { person, email, active: row.state === 'active' };
}

/** These people with the groups they are in, in the order given. */
export async function viewUsers(
  tx: TenantTx,
  scope: KeyScope,
  rows: readonly PersonRow[],
  base: string,
): Promise<ScimUser[]> {
  const ids = rows.map(({ id }) => id);
  const groups = Map.groupBy(await groupsOf(tx, ids), ({ membership_id }) => membership_id);
  return rows.map((row) => userView(row, groups.get(row.id) ?? [], scope, base));
}

/** One of them. */
export async function viewUser(
  tx: TenantTx,
  scope: KeyScope,
  row: PersonRow,
  base: string,
): Promise<ScimUser> {
  return userView(row, await groupsOf(tx, [row.id]), scope, base);
}

function userView(
  row: PersonRow,
  groups: readonly GroupOfPersonRow[],
  scope: KeyScope,
  base: string,
): ScimUser {
  const { person, email, active } = openPerson(row, scope);
  const { userName, externalId, displayName, formatted, givenName, familyName } = person;
  return {
    schemas: [SCIM_USER],
    id: row.id,
    ...(externalId !== null && { externalId }),
    userName,
    name: {
      ...(formatted !== null && { formatted }),
      ...(familyName !== null && { familyName }),
      ...(givenName !== null && { givenName }),
    },
    ...(displayName !== null && { displayName }),
    active,
    emails: [{ value: email, type: 'work', primary: true }],
    groups: groups.map(({ id, sealed_attributes }) => ({
      value: id,
      $ref: `${base}/Groups/${id}`,
      display: scope.unsealKept(groupContext(id), sealed_attributes).displayName,
      type: 'direct',
    })),
    meta: {
      resourceType: 'User',
      created: row.created_at,
      lastModified: row.changed_at,
      location: `${base}/Users/${row.id}`,
      version: etagOf(row.version),
    },
  };
}

/** The number in such a tag. */
export function versionOf({ meta }: Pick<ScimUser, 'meta'>): number {
  return Number(meta?.version.slice(2, -1));
}
