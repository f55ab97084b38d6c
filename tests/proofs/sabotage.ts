import type { App } from '#server/app.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import type { EdgeFlaws } from './edge.ts';

/** A request on its way to the healthy app, as a twin would have understood it. */
export type PassingRequest = {
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body: Buffer;
};

/** A reply on its way back. */
export type PassingReply = { status: number; headers: Record<string, string | string[]>; body: Buffer };

export type Rewrite = {
  readonly request?: (request: PassingRequest) => unknown;
  readonly reply?: (reply: PassingReply, request: PassingRequest) => unknown;
};

/**
 * One way to take one wall down, in tests alone: by SQL as the owner before the twin starts, by replacing a
 * part of the app before it listens, by a setting, by a proxy that undoes at the door what the wall does, or by an
 * edge that speaks TLS otherwise.
 */
export type Sabotage = {
  readonly prepare?: (database: TestDatabase) => Promise<void>;
  readonly rewire?: (app: App) => void | Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
  /** Made anew for each trial, since a door may remember. */
  readonly rewrite?: () => Rewrite;
  readonly edge?: EdgeFlaws;
};
