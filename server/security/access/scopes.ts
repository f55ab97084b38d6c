import { type ActingScope, type Action, SCOPE_ACTIONS, SCOPE_NEEDS } from '#contracts/access.ts';

/** What a directory may do at most, whatever its rank would allow. */
const DIRECTORY_ACTIONS: readonly Action[] = ['member.read', 'member.manage'];

/** Whether a token of these scopes may try this at all; null stands for a person, whom no scope binds. */
export function scopesAllow(scopes: readonly ActingScope[] | null, action: Action): boolean {
  if (scopes === null) return true;
  return scopes.some((scope) => {
    if (scope === 'scim') return DIRECTORY_ACTIONS.includes(action);
    const needed = SCOPE_NEEDS[scope];
    const allowed: readonly Action[] | undefined = SCOPE_ACTIONS[scope];
    return allowed?.includes(action) === true && (needed === undefined || scopes.includes(needed));
  });
}
