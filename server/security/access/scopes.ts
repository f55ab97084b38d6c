import { type Action, SCOPE_ACTIONS, SCOPE_NEEDS, type Scope } from '#contracts/access.ts';

/** Whether a token of these scopes may try this at all; null stands for a person, whom no scope binds. */
export function scopesAllow(scopes: readonly Scope[] | null, action: Action): boolean {
  if (scopes === null) return true;
  return scopes.some((scope) => {
    const needed = SCOPE_NEEDS[scope];
    const allowed: readonly Action[] | undefined = SCOPE_ACTIONS[scope];
    return allowed?.includes(action) === true && (needed === undefined || scopes.includes(needed));
  });
}
