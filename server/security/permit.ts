import type { Action } from '#contracts/access.ts';

declare const permitted: unique symbol;

/** Proof that the policy said yes to this action. Only the door and the reads make one. */
export interface Permit<A extends Action> {
  readonly action: A;
  readonly [permitted]: true;
}

/** For the door alone (checked by the import rules). */
export function givePermit<A extends Action>(action: A): Permit<A> {
  return { action } as Permit<A>;
}
