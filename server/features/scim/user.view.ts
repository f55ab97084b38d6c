import { SCIM_USER, type ScimUser } from '#contracts/scim.ts';
import { memberContext } from '#server/features/workspaces/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
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

export function userView(row: PersonRow, scope: KeyScope, base: string): ScimUser {
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
