import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type {
  BlobsConfig,
  ClamdAddress,
  Config,
  DatabaseConfig,
  MailConfig,
  RootKeyConfig,
} from './config.types.ts';
import type { Values } from './settings.ts';

const MEGABYTE = 1024 * 1024;

/** Turns checked values into the shape the program reads. */
export function shape(values: Values, configHome: string | undefined): Config {
  const dataDir = resolve(values.CASEWARD_DATA);
  return {
    environment: values.NODE_ENV,
    production: values.NODE_ENV === 'production',
    listen: { host: values.HOST, port: values.PORT },
    publicUrl: new URL(values.CASEWARD_PUBLIC_URL ?? `http://localhost:${values.PORT}`).origin,
    trustedProxies: values.CASEWARD_TRUSTED_PROXIES,
    region: values.CASEWARD_REGION,
    ratePerMinute: values.CASEWARD_RATE_PER_MINUTE,
    log: { level: values.CASEWARD_LOG_LEVEL, debug: values.CASEWARD_DEBUG },
    dataDir,
    database: database(values),
    rootKey: rootKey(values, dataDir, configHome),
    mail: mail(values, dataDir),
    blobs: blobs(values, dataDir),
    insideHosts: values.CASEWARD_INSIDE_HOSTS,
    scanner:
      values.CLAMD_ADDRESS !== undefined && values.CASEWARD_SCANNER === 'clamd'
        ? { kind: 'clamd', address: clamd(values.CLAMD_ADDRESS) }
        : { kind: 'yara' },
    evidenceQuota: values.CASEWARD_EVIDENCE_QUOTA_MB * MEGABYTE,
    breachUrl:
      values.CASEWARD_BREACH_URL === 'off' ? undefined : values.CASEWARD_BREACH_URL.replace(/\/+$/, ''),
  };
}

function database(values: Values): DatabaseConfig {
  const poolSize = values.CASEWARD_DATABASE_POOL;
  if (values.DATABASE_URL === undefined) return { kind: 'embedded', poolSize };
  const urls = {
    app: values.DATABASE_URL,
    owner: values.DATABASE_OWNER_URL,
    sealer: values.DATABASE_SEALER_URL,
    operator: values.DATABASE_OPERATOR_URL,
  };
  return { kind: 'external', poolSize, urls };
}

function rootKey(values: Values, dataDir: string, configHome: string | undefined): RootKeyConfig {
  if (values.CASEWARD_KMS_KEY_ID !== undefined && values.AWS_REGION !== undefined) {
    const endpoint = values.CASEWARD_KMS_ENDPOINT;
    return { kind: 'kms', keyId: values.CASEWARD_KMS_KEY_ID, region: values.AWS_REGION, endpoint };
  }
  if (values.CASEWARD_ROOT_KEY_FILE !== undefined) {
    return { kind: 'file', path: resolve(values.CASEWARD_ROOT_KEY_FILE) };
  }
  const home = configHome !== undefined && isAbsolute(configHome) ? configHome : join(homedir(), '.config');
  // The data folder's own path, mirrored: two data folders never share a key, and a person sees whose it is.
  return { kind: 'file', path: join(home, 'caseward', 'keys', relative('/', dataDir), 'root.key') };
}

function mail(values: Values, dataDir: string): MailConfig {
  const from = values.CASEWARD_MAIL_FROM;
  return values.CASEWARD_MAIL === 'smtp' && values.SMTP_URL !== undefined
    ? { kind: 'smtp', url: values.SMTP_URL, from }
    : { kind: 'outbox', folder: join(dataDir, 'outbox'), from };
}

function blobs(values: Values, dataDir: string): BlobsConfig {
  if (values.CASEWARD_BLOBS === 'folder' || values.CASEWARD_S3_BUCKET === undefined) {
    return { kind: 'folder', folder: join(dataDir, 'blobs') };
  }
  const accessKeyId = values.CASEWARD_S3_ACCESS_KEY_ID;
  const secretAccessKey = values.CASEWARD_S3_SECRET_ACCESS_KEY;
  return {
    kind: 's3',
    endpoint: values.CASEWARD_S3_ENDPOINT,
    bucket: values.CASEWARD_S3_BUCKET,
    region: values.CASEWARD_S3_REGION,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  };
}

function clamd(address: string): ClamdAddress {
  if (address.startsWith('/')) return { path: address };
  const [host = '', port = ''] = address.split(':');
  return { host, port: Number(port) };
}
