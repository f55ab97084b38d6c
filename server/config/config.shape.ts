import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type {
  BackupsConfig,
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
    edge: edge(values),
    securityContact: values.CASEWARD_SECURITY_CONTACT,
    dnsNames: values.CASEWARD_DNS_NAMES,
    operatorName: values.CASEWARD_OPERATOR,
    region: values.CASEWARD_REGION,
    placeRegions: values.CASEWARD_PLACE_REGIONS,
    placesElsewhere: values.CASEWARD_PLACES_ELSEWHERE,
    ratePerMinute: values.CASEWARD_RATE_PER_MINUTE,
    log: { level: values.CASEWARD_LOG_LEVEL, debug: values.CASEWARD_DEBUG },
    dataDir,
    database: database(values),
    rootKey: rootKey(values, dataDir, configHome),
    mail: mail(values, dataDir),
    blobs: blobs(values, dataDir),
    backups: backups(values, dataDir),
    errorDsn: values.CASEWARD_ERROR_DSN,
    metrics:
      values.CASEWARD_METRICS_ADDRESS === undefined
        ? undefined
        : { ...values.CASEWARD_METRICS_ADDRESS, token: values.CASEWARD_METRICS_TOKEN },
    tracesUrl: values.CASEWARD_TRACES_URL?.replace(/\/+$/, ''),
    insideHosts: values.CASEWARD_INSIDE_HOSTS,
    witnesses: values.CASEWARD_AUDIT_WITNESSES,
    witnessedLogs: values.CASEWARD_WITNESSED_LOGS,
    scanner:
      values.CLAMD_ADDRESS !== undefined && values.CASEWARD_SCANNER === 'clamd'
        ? { kind: 'clamd', address: clamd(values.CLAMD_ADDRESS) }
        : { kind: 'yara' },
    evidenceQuota: values.CASEWARD_EVIDENCE_QUOTA_MB * MEGABYTE,
    importLimits: {
      bytes: values.CASEWARD_IMPORT_MB * MEGABYTE,
      rows: values.CASEWARD_IMPORT_ROWS,
    },
    breachUrl:
      values.CASEWARD_BREACH_URL === 'off' ? undefined : values.CASEWARD_BREACH_URL.replace(/\/+$/, ''),
  };
}

function edge({ CASEWARD_PUBLIC_URL: url, CASEWARD_EDGE_ADDRESS: address }: Values): Config['edge'] {
  if (url === undefined || !url.startsWith('https:')) return undefined;
  const { hostname: name, port: named } = new URL(url);
  const { host = name, port = Number(named || 443) } = address ?? {};
  return { name, host, port };
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
  const endpoint = values.CASEWARD_KMS_ENDPOINT;
  const own = new Map(
    [...values.CASEWARD_WORKSPACE_KMS_KEYS].map(([workspaceId, key]) => [workspaceId, { ...key, endpoint }]),
  );
  if (values.CASEWARD_KMS_KEY_ID !== undefined && values.AWS_REGION !== undefined) {
    return { kind: 'kms', keyId: values.CASEWARD_KMS_KEY_ID, region: values.AWS_REGION, endpoint, own };
  }
  if (values.CASEWARD_ROOT_KEY_FILE !== undefined) {
    return { kind: 'file', path: resolve(values.CASEWARD_ROOT_KEY_FILE), own };
  }
  const home = configHome !== undefined && isAbsolute(configHome) ? configHome : join(homedir(), '.config');
  // The data folder's own path, mirrored: two data folders never share a key, and a person sees whose it is.
  const path = join(home, 'caseward', 'keys', relative('/', dataDir), 'root.key');
  return { kind: 'file', path, own };
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

function backups(values: Values, dataDir: string): BackupsConfig {
  const days = values.CASEWARD_BACKUP_DAYS;
  if (values.CASEWARD_BACKUPS === 'own') return { days, archive: undefined };
  if (values.CASEWARD_BACKUPS === 'folder' || values.CASEWARD_BACKUP_S3_BUCKET === undefined) {
    const folder = resolve(values.CASEWARD_BACKUP_FOLDER ?? `${dataDir}-backups`);
    return { days, archive: { kind: 'folder', folder } };
  }
  const accessKeyId = values.CASEWARD_BACKUP_S3_ACCESS_KEY_ID;
  const secretAccessKey = values.CASEWARD_BACKUP_S3_SECRET_ACCESS_KEY;
  return {
    days,
    archive: {
      kind: 's3',
      endpoint: values.CASEWARD_BACKUP_S3_ENDPOINT,
      bucket: values.CASEWARD_BACKUP_S3_BUCKET,
      region: values.CASEWARD_BACKUP_S3_REGION,
      credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
    },
  };
}

function clamd(address: string): ClamdAddress {
  if (address.startsWith('/')) return { path: address };
  const [host = '', port = ''] = address.split(':');
  return { host, port: Number(port) };
}
