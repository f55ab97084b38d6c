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
  readonly region: string;
  readonly ratePerMinute: number;
  readonly log: { readonly level: Values['CASEWARD_LOG_LEVEL']; readonly debug: boolean };
  /** An absolute path. */
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly rootKey: RootKeyConfig;
  readonly mail: MailConfig;
  readonly blobs: BlobsConfig;
  readonly scanner: ScannerConfig;
  /** Bytes of evidence a workspace may keep that has no quota of its own. */
  readonly evidenceQuota: number;
  /** Where the range API of breached passwords stands; undefined asks nobody. */
  readonly breachUrl: string | undefined;
  /** Hosts inside the network that may be fetched: `host` or `host:port`. */
  readonly insideHosts: readonly string[];
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

export type RootKeyConfig =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'kms';
      readonly keyId: string;
      readonly region: string;
      readonly endpoint: string | undefined;
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

export type ScannerConfig =
  | { readonly kind: 'yara' }
  | { readonly kind: 'clamd'; readonly address: ClamdAddress };

export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };
