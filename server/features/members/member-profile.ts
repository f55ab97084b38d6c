import type { SealContext } from '#server/security/crypto/index.ts';

/** What a workspace keeps of a member, sealed with the workspace's own key. */
export interface MemberProfile {
  readonly name: string;
}

export function memberProfileContext(userId: string): SealContext {
  return { table: 'memberships', row: userId, use: 'profile' };
}
