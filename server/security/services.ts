import type { PlaceStanding, ProviderUse } from '#contracts/sub-processors.ts';
import type { Build } from '#contracts/trust.ts';
import type { BlobStore } from '#server/platform/blobs/index.ts';
import type { BreachCorpus } from '#server/platform/breaches/index.ts';
import type { Clock } from '#server/platform/clock/index.ts';
import type { Db } from '#server/platform/db/index.ts';
import type { ErrorReports } from '#server/platform/error-reports/index.ts';
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

/** What a recovery kit is made with. */
export interface KitMeans {
  /** The root keys, sealed to the public key of a kit; undefined where a key service keeps them. */
  readonly sealRootKeys: (publicKey: Buffer) => Promise<Buffer | undefined>;
}

/** What every command and read stands on. Made once, by `buildApp`. */
export interface Services {
  readonly db: Db;
  /** No `open`: what works with keys does it in `retrying`, so that a rotation under way is not noticed. */
  readonly keys: Pick<KeyRing, 'retrying' | 'reload' | 'forget' | 'peek'>;
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
  /** Who countersigns the audit log of this deployment. */
  readonly witnesses: readonly { readonly key: string; readonly url: string }[];
  /** Keys of the logs of others that this deployment countersigns. */
  readonly witnessedLogs: readonly string[];
  /** Where errors that nobody handled are told. */
  readonly errors: ErrorReports;
  readonly clock: Clock;
  /** An origin without a trailing slash; every link in a mail starts with it. */
  readonly publicUrl: string;
  /** Where whoever runs this wants to hear of vulnerabilities: `mailto:` or `https:`. */
  readonly securityContact: string | undefined;
  /** Who runs this, as agreements name them. */
  readonly operatorName: string | undefined;
  readonly region: string;
  /** Other machines that the settings have data go to. */
  readonly outsidePlaces: readonly {
    readonly use: ProviderUse;
    readonly host: string;
    readonly region: string | null;
    readonly standing: PlaceStanding;
  }[];
  /** Whether data may go to an address that somebody typed. */
  readonly inRegion: (address: string) => boolean;
  /** Bytes of evidence a workspace may keep that has no quota of its own. */
  readonly evidenceQuota: number;
  /** The most bytes and rows a file to import may have. */
  readonly importLimits: { readonly bytes: number; readonly rows: number };
  /** Runs a command of the operator beside the server; none where nobody may be asked to. */
  readonly operatorCommand: ((args: readonly string[]) => Promise<void>) | undefined;
  /** None where another tool makes the backups. */
  readonly recoveryKit: KitMeans | undefined;
  readonly build: Build;
  /** The parts the health page asks, by name. */
  readonly probes: readonly HealthProbe[];
}
