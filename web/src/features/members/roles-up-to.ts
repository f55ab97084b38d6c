import type { Role } from '#contracts/common.ts';

const HIGHEST_FIRST: readonly Role[] = ['owner', 'admin', 'manager', 'reviewer', 'member', 'viewer'];

/** The roles one may offer: none above one's own. */
export function rolesUpTo(own: Role): readonly Role[] {
  return HIGHEST_FIRST.slice(HIGHEST_FIRST.indexOf(own));
}
