import { emailDigest, type Profile, profileContext } from '#server/features/identity/index.ts';
import { type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import { type KeyScope, randomToken } from '#server/security/crypto/index.ts';
import type { Placeholders } from './erasure.store.ts';

const NOBODY = { name: 'Somebody who was erased', email: '' };

interface Keys {
  readonly system: KeyScope;
  /** Opens the keys of a workspace for as long as `work` takes. */
  readonly withWorkspace: (workspaceId: string, work: (scope: KeyScope) => Buffer) => Promise<Buffer>;
}

/** What stands in the place of a person's name and address from now on, sealed under the keys of today. */
export async function sealPlaceholders(
  { system, withWorkspace }: Keys,
  userId: string,
  workspaceIds: readonly string[],
): Promise<Placeholders> {
  const members = new Map<string, Buffer>();
  for (const workspaceId of workspaceIds) {
    const seal = (scope: KeyScope) => scope.seal<MemberProfile>(memberContext(userId), NOBODY);
    members.set(workspaceId, await withWorkspace(workspaceId, seal));
  }
  return {
    // An address nobody has: no code is ever mailed to it.
    digest: emailDigest(system, `${randomToken(32)}@erased.invalid`),
    profile: system.seal<Profile>(profileContext(userId), NOBODY),
    members,
  };
}

/** As they are kept with the erasure, for its replay after a restore. */
export function inHex({ digest, profile, members }: Placeholders) {
  return {
    digest: digest.toString('hex'),
    profile: profile.toString('hex'),
    members: Object.fromEntries([...members].map(([id, bytes]) => [id, bytes.toString('hex')])),
  };
}
