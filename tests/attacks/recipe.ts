import type { Role } from '#contracts/common.ts';
import type { Json } from '#tests/support/client.ts';
import type { Place } from '#tests/support/world.ts';
import type { Operator, Someone, Stage } from './stage.ts';

/** How the record that a route is about stands there. */
export type Phase = 'draft' | 'open' | 'restricted';
export const PHASES: readonly Phase[] = ['draft', 'open', 'restricted'];

/** What a recipe may lean on. */
export interface Kitchen {
  readonly stage: Stage;
  readonly place: Place;
  /** Whose record it shall be. */
  readonly maker: Role;
  /** Who is going to call the route; some routes ask that they were named before. */
  readonly sender: Role;
  readonly phase: Phase;
}

/** Valid input of one call, all but the workspace. */
export interface Prepared {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where only this person can succeed. */
  readonly as?: Someone | Operator;
}

export interface Recipe {
  /**
   * `none`: about no record. `word`: about a record that belongs to nobody in particular. `case`: about a case or
   * what hangs on it, made by `maker`. `private`: nobody but its maker ever reaches it.
   */
  readonly about: 'none' | 'word' | 'case' | 'private';
  /** The phases a call can succeed in, if not all. */
  readonly phases?: readonly Phase[];
  /** Others see the record and may not touch it, whatever their role. */
  readonly makerOnly?: true;
  /** What is prepared depends on who is going to call. */
  readonly asksSender?: true;
  /** The same call can succeed again. */
  readonly repeatable?: true;
  /** The client chooses the id: one that is not there is made. */
  readonly clientIds?: true;
  /** Makes all that a successful call needs. */
  prepare(kitchen: Kitchen): Promise<Prepared>;
}

export type Recipes = Readonly<Record<string, Recipe>>;
