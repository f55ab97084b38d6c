import type { MemberStatus } from '#contracts/members.ts';
import { memberContext } from '#server/features/workspaces/index.ts';
import type { TimePlace } from '#server/platform/cursor.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { pageMembers } from './member.store.ts';

/** Somebody who is or was a member. */
export interface AddressedMember {
  readonly userId: string;
  readonly name: string;
  readonly status: MemberStatus;
}

const STATES = ['active', 'suspended', 'removed'] as const;
const AT_ONCE = 500;

/** Members of any state by their address. Addresses are sealed: every membership is opened, a page at a time. */
export async function membersByAddress(
  tx: TenantTx,
  scope: KeyScope,
  addresses: ReadonlySet<string>,
): Promise<ReadonlyMap<string, AddressedMember>> {
  const found = new Map<string, AddressedMember>();
  if (addresses.size === 0) return found;
  let after: TimePlace | null = null;
  for (;;) {
    const rows = await pageMembers(tx, { states: STATES, limit: AT_ONCE, after });
    for (const { user_id: userId, state: status, sealed_profile } of rows) {
      const { name, email } = scope.unsealKept(memberContext(userId), sealed_profile);
      if (addresses.has(email)) found.set(email, { userId, name, status });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return found;
    after = [last.created_at, last.user_id];
  }
}
