import type { Person } from '#contracts/common.ts';
import { type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** Members of the workspace by user id; those who were removed keep their name. */
export type People = ReadonlyMap<string, Person>;

/** The people of these user ids, in one query. Ids of strangers are left out. */
export async function loadPeople(
  tx: TenantTx,
  scope: KeyScope,
  userIds: Iterable<string | null>,
): Promise<People> {
  const ids = [...new Set(userIds)].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await selectProfiles(tx, ids);
  return new Map(rows.map((row) => [row.user_id, openPerson(scope, row.user_id, row.sealed_profile)]));
}

/** The person of a membership. */
export function openPerson(scope: KeyScope, userId: string, profile: Sealed<MemberProfile>): Person {
  return { id: userId, name: scope.unsealKept(memberContext(userId), profile).name };
}

/** Whoever is not known by name stays an id. */
export function personOf(people: People, userId: string): Person {
  return people.get(userId) ?? { id: userId, name: '' };
}

/** The sealed profiles of these members, whatever their state. */
export function selectProfiles(
  tx: TenantTx,
  userIds: readonly string[],
): Promise<{ user_id: string; sealed_profile: Sealed<MemberProfile> }[]> {
  return tx
    .selectFrom('app.memberships')
    .select(['user_id', 'sealed_profile'])
    .where((eb) => eb('user_id', '=', eb.fn.any(eb.val(userIds))))
    .$narrowType<{ sealed_profile: Sealed<MemberProfile> }>()
    .execute();
}
