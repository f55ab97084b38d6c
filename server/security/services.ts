import type { Clock } from '#server/platform/clock/index.ts';
import type { Db } from '#server/platform/db/index.ts';
import type { ReadLog } from './audit/read-log.ts';
import type { KeyRing, KeyScope } from './crypto/index.ts';

/** What every command and read stands on. Made once, by `buildApp`. */
export interface Services {
  readonly db: Db;
  readonly keys: KeyRing;
  /** The deployment's own scope: e-mail look-ups, profiles, session tokens. */
  readonly system: () => KeyScope;
  readonly readLog: ReadLog;
  readonly clock: Clock;
}
