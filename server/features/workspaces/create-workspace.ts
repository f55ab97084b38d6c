import type { Preset } from '#contracts/presets.ts';
import { createKeyRing, newId, newWrappedKeys } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction, inTenantAsSystem, type TenantTx } from '#server/security/tenancy/index.ts';
import { addPresetWords } from './preset-words.ts';
import { PRESET_CONTENT } from './presets.ts';
import { workspaceStore } from './workspace.store.ts';

/** Sealed under the workspace's own key. */
export interface WorkspaceProfile {
  readonly name: string;
}

/** What a membership keeps of a person: the name the team sees. Sealed under the workspace's key. */
export interface MemberProfile {
  readonly name: string;
  readonly email: string;
}

export interface NewWorkspace {
  readonly name: string;
  readonly preset: Preset;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string };
  /** A throw-away workspace of a proof run. */
  readonly synthetic?: boolean;
}

export function workspaceContext(id: string) {
  return { table: 'workspaces', row: id, use: 'profile' } as const;
}

/** Bound to the person, not to the membership's id: the database makes that id. */
export function memberContext(userId: string) {
  return { table: 'memberships', row: userId, use: 'profile' } as const;
}

/** Makes a workspace with its keys, its first owner and the words of its preset. Returns its id. */
export async function createWorkspace(services: Services, input: NewWorkspace): Promise<string> {
  const id = newId();
  const keys = await newWrappedKeys(services.rootKey, id);
  // The database does not have the keys yet, so the ring cannot load them.
  const scope = await createKeyRing({ root: services.rootKey, load: async () => keys }).open(id);
  const { settings } = PRESET_CONTENT[input.preset];
  const { policies, ...house } = settings;
  await inOneTransaction(services.db, async (db) => {
    await workspaceStore(db).create({
      id,
      profile: scope.seal<WorkspaceProfile>(workspaceContext(id), { name: input.name }),
      preset: input.preset,
      region: services.region,
      settings: house,
      policies,
      synthetic: input.synthetic ?? false,
      keys,
      ownerId: input.owner.id,
      ownerProfile: scope.seal<MemberProfile>(memberContext(input.owner.id), {
        name: input.owner.name,
        email: input.owner.email,
      }),
    });
    await inTenantAsSystem(db, id, (tx: TenantTx) =>
      addPresetWords(tx, scope, id, PRESET_CONTENT[input.preset]),
    );
  });
  return id;
}
