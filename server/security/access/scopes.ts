import { type Action, SCOPE_ACTIONS, type Scope } from '#contracts/access.ts';

/** Whether a token of these scopes may try this at all; null stands for a person, whom no scope binds. */
export function scopesAllow(scopes: readonly Scope[] | null, action: Action): boolean {
  if (scopes === null) return true;
  return scopes.some((scope) => (SCOPE_ACTIONS[scope] as readonly Action[] | undefined)?.includes(action));
}
