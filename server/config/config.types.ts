import type { Environment } from './setting.ts';
import type { Values } from './settings.ts';

/** Everything the program may know about its surroundings. Frozen; made once, by `loadConfig`. */
export type Config = {
  readonly environment: Environment;
  readonly production: boolean;
  readonly listen: { readonly host: string; readonly port: number };
  /** An origin without a trailing slash. */
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  /** Where people come in by HTTPS; undefined where they do not. */
  readonly edge: { readonly name: string; readonly host: string; readonly port: number } | undefined;
  /** `mailto:` or `https:`. */
  readonly securityContact: string | undefined;
  /** Names whose DNS records are reviewed, each with the addresses that are its own. */
  readonly dnsNames: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** Who runs this, as agreements name them. */
  readonly operatorName: string | undefined;
  /** Where data is said to lie; a wider name has the narrower ones in it. */
  readonly region: string;
  /** Where other machines keep data, by host. */
  readonly placeRegions: readonly { readonly host: string; readonly region: string }[];
  /** Hosts that may keep data outside the region. */
  readonly placesElsewhere: readonly string[];
  readonly ratePerMinute: number;
  readonly log: { readonly level: Values['CASEWARD_LOG_LEVEL']; readonly debug: boolean };
  /** An absolute path. */
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly rootKey: RootKeyConfig;
  readonly mail: MailConfig;
  readonly blobs: BlobsConfig;
  readonly backups: BackupsConfig;
  readonly scanner: ScannerConfig;
  /** Bytes of evidence a workspace may keep that has no quota of its own. */
  readonly evidenceQuota: number;
  /** The most bytes and rows a file to import may have. */
  readonly importLimits: { readonly bytes: number; readonly rows: number };
  /** Where the range API of breached passwords stands; undefined asks nobody. */
  readonly breachUrl: string | undefined;
  /** Where unhandled errors are told; undefined tells nobody. */
  readonly errorDsn: string | undefined;
  /** Where metrics are read, and with which token; undefined answers nobody. */
  readonly metrics:
    | { readonly host: string; readonly port: number; readonly token: string | undefined }
    | undefined;
  /** Where traces are sent; undefined sends nothing. */
  readonly tracesUrl: string | undefined;
  /** Hosts inside the network that may be fetched: `host` or `host:port`. */
  readonly insideHosts: readonly string[];
  /** Who countersigns the audit log of this deployment. */
  readonly witnesses: readonly { readonly key: string; readonly url: string }[];
  /** Keys of the logs that this deployment countersigns. */
  readonly witnessedLogs: readonly string[];
};

export type DatabaseConfig = { readonly poolSize: number } & (
  | { readonly kind: 'embedded' }
  | { readonly kind: 'external'; readonly urls: DatabaseUrls }
);

/** One URL for each database role. Only the live role's is needed by every node. */
export type DatabaseUrls = {
  readonly app: string;
  readonly owner: string | undefined;
  readonly sealer: string | undefined;
  readonly operator: string | undefined;
};

type KmsKeyConfig = {
  readonly keyId: string;
  readonly region: string;
  readonly endpoint: string | undefined;
};

export type RootKeyConfig = (
  | { readonly kind: 'file'; readonly path: string }
  | ({ readonly kind: 'kms' } & KmsKeyConfig)
) & {
  /** Workspaces that bring a key of their own. */
  readonly own: ReadonlyMap<string, KmsKeyConfig>;
};

export type MailConfig = { readonly from: string } & (
  | { readonly kind: 'outbox'; readonly folder: string }
  | { readonly kind: 'smtp'; readonly url: string }
);

export type BlobsConfig =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 's3';
      readonly endpoint: string | undefined;
      readonly bucket: string;
      readonly region: string;
      readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
    };

export type BackupsConfig = {
  /** Days a backup is kept. */
  readonly days: number;
  /** Undefined where another tool makes the backups. */
  readonly archive: BlobsConfig | undefined;
};

export type ScannerConfig =
  | { readonly kind: 'yara' }
  | { readonly kind: 'clamd'; readonly address: ClamdAddress };

export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };
