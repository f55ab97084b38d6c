import type { Build } from '#contracts/trust.ts';
import type { BlobStore } from '#server/platform/blobs/index.ts';
import type { BreachCorpus } from '#server/platform/breaches/index.ts';
import type { Clock } from '#server/platform/clock/index.ts';
import type { Db } from '#server/platform/db/index.ts';
import type { Outside } from '#server/platform/fetch-outside/index.ts';
import type { HealthProbe } from '#server/platform/health.ts';
import type { Jobs } from '#server/platform/jobs/index.ts';
import type { Scanner } from '#server/platform/scan/index.ts';
import type { TokenVerifier } from './api-tokens/index.ts';
import type { ReadLog } from './audit/read-log.ts';
import type { KeyRing, KeyScope, RootKey } from './crypto/index.ts';
import type { EventHub } from './event-hub.ts';
import type { MailQueue } from './mail-queue.ts';
import type { Notices } from './notices.ts';

/** What every command and read stands on. Made once, by `buildApp`. */
export interface Services {
  readonly db: Db;
  /** No `open`: what works with keys does it in `retrying`, so that a rotation under way is not noticed. */
  readonly keys: Pick<KeyRing, 'retrying' | 'reload' | 'forget'>;
  /** Wraps the keys of new workspaces. */
  readonly rootKey: RootKey;
  /** The deployment's own scope: e-mail look-ups, profiles, session tokens. */
  readonly system: () => KeyScope;
  readonly readLog: ReadLog;
  /** Tells which API token a text is. */
  readonly apiTokens: TokenVerifier;
  /** Tells which directory's token a text is. */
  readonly directoryTokens: TokenVerifier;
  readonly mail: MailQueue;
  readonly events: EventHub;
  /** What the other nodes' hubs, and this one's, are told by. */
  readonly notices: Notices;
  readonly jobs: Jobs;
  readonly blobs: BlobStore;
  readonly scanner: Scanner;
  /** Passwords known from breaches. */
  readonly breaches: BreachCorpus;
  /** The one way to fetch by an address that somebody typed. */
  readonly outside: Outside;
  readonly clock: Clock;
  /** An origin without a trailing slash; every link in a mail starts with it. */
  readonly publicUrl: string;
  readonly region: string;
  /** Bytes of evidence a workspace may keep that has no quota of its own. */
  readonly evidenceQuota: number;
  readonly build: Build;
  /** The parts the health page asks, by name. */
  readonly probes: readonly HealthProbe[];
}
