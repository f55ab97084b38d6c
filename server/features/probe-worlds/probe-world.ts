import { ROLES, type Role } from '#contracts/common.ts';
import type { ProbeWorlds } from '#contracts/probe-worlds.ts';
import { ownReservedDomain } from '#server/features/sso/index.ts';
import { createWorkspace, type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem } from '#server/security/tenancy/index.ts';
import { probeWorldStore } from './probe-world.store.ts';
import { makeSignedInPerson } from './signed-in-person.ts';

type World = ProbeWorlds['a'];
type Person = World['people']['owner'];

const LIFETIME_MINUTES = 30;

/** Makes two synthetic workspaces with one signed-in person per role in each. */
export async function makeProbeWorlds(
  services: Services,
  purgeAfter = LIFETIME_MINUTES,
): Promise<ProbeWorlds> {
  const id = newId();
  const [a, b] = [await makeWorld(services, id, 'a'), await makeWorld(services, id, 'b')];
  const users = [a, b].flatMap(({ people }) => Object.values(people).map(({ userId }) => userId));
  const expiresAt = await probeWorldStore(services.db).save(
    id,
    [a.workspaceId, b.workspaceId],
    users,
    purgeAfter,
  );
  return { id, expiresAt, a, b };
}

async function makeWorld(services: Services, worldId: string, letter: string): Promise<World> {
  const people = Object.fromEntries(
    await Promise.all(
      ROLES.map(
        async (role) =>
          [role, await makePerson(services, `${role}.${letter}@${worldId}.invalid`, role)] as const,
      ),
    ),
  ) as Record<Role, Person>;
  const { userId, email } = people.owner;
  const owner = { id: userId, name: 'Probe owner', email };
  const workspaceId = await createWorkspace(services, {
    name: `Probe world ${letter}`,
    preset: 'knowledge',
    owner,
    synthetic: true,
  });
  await addMembers(services, workspaceId, people);
  await inTenantAsSystem(services.db, workspaceId, (tx) =>
    ownReservedDomain(tx, { workspaceId, domain: `${worldId}.invalid` }),
  );
  return { workspaceId, people };
}

function makePerson(services: Services, email: string, role: Role): Promise<Person> {
  return makeSignedInPerson(services, { email, name: `Probe ${role}`, run: 'Proof run' });
}

async function addMembers(
  services: Services,
  workspaceId: string,
  people: Record<Role, Person>,
): Promise<void> {
  await services.keys.retrying(workspaceId, (scope) =>
    inTenantAsSystem(services.db, workspaceId, async (tx) => {
      const rows = ROLES.filter((role) => role !== 'owner').map((role) => {
        const { userId, email } = people[role];
        const profile: MemberProfile = { name: `Probe ${role}`, email };
        const sealed_profile = scope.seal<MemberProfile>(memberContext(userId), profile);
        return { workspace_id: workspaceId, user_id: userId, role, assigned_only: false, sealed_profile };
      });
      await tx.insertInto('app.memberships').values(rows).execute();
    }),
  );
}

/** Removes the worlds' records, keys and people. Returns false when there was no such world. */
export async function purgeProbeWorlds(services: Services, id: string): Promise<boolean> {
  const store = probeWorldStore(services.db);
  const world = await store.find(id);
  if (world === undefined) return false;
  const purged = await store.purge(id);
  for (const workspaceId of world.workspace_ids) services.keys.forget(workspaceId);
  return purged;
}

/** Worlds whose run did not remove them in time. */
export function expiredProbeWorlds({ db }: Pick<Services, 'db'>): Promise<string[]> {
  return probeWorldStore(db).expired();
}
