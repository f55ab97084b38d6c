import type { Person } from '#contracts/common.ts';
import type { MemberProfile } from '#server/features/workspaces/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { openPerson, type People, selectProfiles } from './people.ts';

// What the database said, still sealed: whoever names are opened for has entered the workspace on this request.
interface Kept {
  readonly version: number;
  readonly profiles: Map<string, Sealed<MemberProfile> | null>;
}

// Names are on nearly every page and hardly ever change; the version that the door hands over tells when.
const MOST_WORKSPACES = 500;
const MOST_PEOPLE = 2000;
const kept = new Map<string, Kept>();

/** The people of these ids, if this process has them all already as they are called now. */
export function peekPeople(actor: Actor, scope: KeyScope, userIds: Iterable<string>): People | undefined {
  const known = kept.get(actor.workspaceId);
  if (known === undefined || known.version !== actor.peopleVersion) return undefined;
  const people = new Map<string, Person>();
  for (const id of userIds) {
    const profile = known.profiles.get(id);
    if (profile === undefined) return undefined;
    if (profile !== null) people.set(id, openPerson(scope, id, profile));
  }
  return people;
}

/** The same from the database where they are not known; they are from then on. Strangers are left out. */
export async function knownPeople(
  tx: TenantTx,
  actor: Actor,
  scope: KeyScope,
  userIds: readonly string[],
): Promise<People> {
  const known = peekPeople(actor, scope, userIds);
  if (known !== undefined) return known;
  const rows = await selectProfiles(tx, userIds);
  const profiles = profilesOf(actor);
  for (const id of userIds) profiles.set(id, null);
  for (const row of rows) profiles.set(row.user_id, row.sealed_profile);
  return new Map(rows.map((row) => [row.user_id, openPerson(scope, row.user_id, row.sealed_profile)]));
}

function profilesOf({ workspaceId, peopleVersion }: Actor): Kept['profiles'] {
  const known = kept.get(workspaceId);
  if (known?.version === peopleVersion && known.profiles.size < MOST_PEOPLE) return known.profiles;
  if (kept.size >= MOST_WORKSPACES) kept.clear();
  const profiles: Kept['profiles'] = new Map();
  kept.set(workspaceId, { version: peopleVersion, profiles });
  return profiles;
}
