import type { ClamdAddress } from '#server/config/config.types.ts';
import type { Config } from '#server/config.ts';
import { healthParts } from '#server/features/health-parts.ts';
import { followLog } from '#server/features/log-watch/index.ts';
import { mailQueue, startMailWork } from '#server/features/mail/index.ts';
import { kitMeans } from '#server/features/recovery-kit/index.ts';
import type { RateClass, RateClassRule } from '#server/http/rate-classes.ts';
import { openBlobs } from '#server/platform/blobs/index.ts';
import { openBreachCorpus } from '#server/platform/breaches/index.ts';
import { readBuild } from '#server/platform/build.ts';
import { type Clock, systemClock } from '#server/platform/clock/index.ts';
import { type Db, listen, openDatabase, statement } from '#server/platform/db/index.ts';
import { openErrorReports } from '#server/platform/error-reports/index.ts';
import { createOutside } from '#server/platform/fetch-outside/index.ts';
import { startJobs } from '#server/platform/jobs/index.ts';
import { createScrubber, type Logger } from '#server/platform/log/index.ts';
import { createMailer } from '#server/platform/mail/index.ts';
import { openScanner } from '#server/platform/scan/index.ts';
import { createTokenVerifier } from '#server/security/api-tokens/index.ts';
import { createReadLog } from '#server/security/audit/read-log.ts';
import { sensitiveNames } from '#server/security/classification.ts';
import {
  createKeyRing,
  type KeyRing,
  type KeyScope,
  newWrappedKeys,
  openRootKey,
  type RootKey,
  SYSTEM_SCOPE,
  type WrappedKey,
} from '#server/security/crypto/index.ts';
import { createEventHub } from '#server/security/event-hub.ts';
import { createNotices } from '#server/security/notices.ts';
import { probes } from '#server/security/probes.ts';
import type { Services } from '#server/security/services.ts';
import { holdDoorKey } from '#server/security/tenancy/index.ts';
import { inRegion, outsidePlaces } from './config/outside-places.ts';
import { openSealing, type SealingDeps } from './open-sealing.ts';

/** Parts that tests replace, and the URL of the live database role. */
export interface Deps {
  readonly databaseUrl: string;
  /** The sealer's role; without it this node seals nothing. */
  readonly sealerUrl?: string | undefined;
  /** Rest of the sealer between two looks, ms. */
  readonly sealPause?: number;
  readonly clock?: Clock;
  readonly prepared?: boolean;
  readonly onJobError?: (error: unknown) => void;
  readonly onLostReport?: (reason: string) => void;
  readonly onJobEnd?: (outcome: { queue: string; ms: number; failed: boolean }) => void;
  /** Shows the codes of the development outbox; the console by default. */
  readonly print?: (line: string) => void;
  /** The budgets of the classes of routes, for a load that one address alone makes. */
  readonly rateClasses?: Readonly<Record<RateClass, RateClassRule>>;
  /** Runs a command of the operator, such as the daily backup, in a process of its own. */
  readonly operatorCommand?: (args: readonly string[]) => Promise<void>;
  /** Where the log goes; standard output by default. */
  readonly log?: Logger;
}

export interface OpenServices extends Services {
  close(): Promise<void>;
}

type KeyRow = { purpose: WrappedKey['purpose']; version: number; wrapped: Buffer; root_key_id: string };
const loadKeys = statement<[string], KeyRow>('select * from app.load_keys($1)');
const saveKey = statement<[string, number, Buffer, string], never>(
  'select app.save_system_key($1, $2, $3, $4)',
);

/** Opens everything the features stand on, in order; `close` undoes it in reverse. */
export async function openServices(config: Config, deps: Deps): Promise<OpenServices> {
  const db = openDatabase({
    url: deps.databaseUrl,
    max: config.database.poolSize,
    prepared: deps.prepared ?? true,
  });
  const firstStart = (await wrappedKeys(db, SYSTEM_SCOPE)).length === 0;
  // A root key is made for an empty database only: beside data it would hide that the right one is lost.
  const rootKey = openRootKey(config.rootKey, { create: firstStart });
  const keys = createKeyRing({ root: rootKey, load: (scope) => wrappedKeys(db, scope) });
  const system = await openSystemScope(db, keys, rootKey);
  await holdDoorKey(db, system());
  const readLog = createReadLog(db);
  const clock = deps.clock ?? systemClock;
  const build = readBuild();
  const errors = openErrorReports({
    dsn: config.errorDsn,
    release: `caseward@${build.version}+${build.commit.slice(0, 12)}`,
    environment: config.environment,
    clock,
    scrub: createScrubber(sensitiveNames),
    onLost: (reason) => deps.onLostReport?.(reason),
  });
  const jobs = await startJobs(deps.databaseUrl, {
    onError: deps.onJobError ?? (() => undefined),
    ...(deps.onJobEnd !== undefined && { onEnd: deps.onJobEnd }),
    onFailure: (queue, error) => {
      deps.onJobError?.(error);
      errors.report(error, { kind: 'job', place: queue });
    },
  });
  const events = createEventHub();
  const listening = await listen(deps.databaseUrl, 'caseward', {
    onNotice: events.notice,
    onGap: events.gap,
  });
  const scanner = openScanner(
    config.scanner.kind === 'clamd' ? { clamd: clamdAt(config.scanner.address) } : {},
  );
  const mailer = createMailer({ ...config.mail, ...(deps.print !== undefined && { print: deps.print }) });
  const blobs = await openBlobs(config.blobs);
  const services: Services = {
    db,
    keys,
    rootKey,
    system,
    readLog,
    apiTokens: createTokenVerifier({ db, system, clock, kind: 'api' }),
    directoryTokens: createTokenVerifier({ db, system, clock, kind: 'directory' }),
    jobs,
    mail: mailQueue(jobs, system),
    events,
    notices: createNotices(db, events.gap),
    blobs,
    scanner,
    clock,
    breaches: openBreachCorpus({ url: config.breachUrl }),
    outside: createOutside({ insideHosts: config.insideHosts }),
    witnesses: config.witnesses,
    witnessedLogs: config.witnessedLogs,
    publicUrl: config.publicUrl,
    securityContact: config.securityContact,
    operatorName: config.operatorName,
    region: config.region,
    outsidePlaces: outsidePlaces(config),
    inRegion: inRegion(config),
    evidenceQuota: config.evidenceQuota,
    importLimits: config.importLimits,
    operatorCommand: deps.operatorCommand,
    recoveryKit: kitMeans(config),
    build,
    errors,
    probes: [
      ...probes({ db, blobs, scanner, mailer, keys, jobs }),
      ...healthParts({ db, clock, edge: config.edge }),
    ],
  };
  await startMailWork(services, mailer);
  const follower = followLog(services, deps.onJobError ?? (() => undefined));
  const stopSealing = await startSealer(config, deps, { system, onSealed: follower.soon });
  return {
    ...services,
    async close() {
      await stopSealing();
      await follower.stop();
      await listening.stop();
      await closeAll(services);
      await mailer.close();
    },
  };
}

async function wrappedKeys(db: Db, scope: string): Promise<WrappedKey[]> {
  const rows = await db.run(loadKeys, [scope]);
  return rows.map(({ root_key_id: rootKeyId, ...key }) => ({ ...key, rootKeyId }));
}

/** The deployment's own keys, made at the very first start. */
async function openSystemScope(db: Db, keys: KeyRing, root: RootKey): Promise<() => KeyScope> {
  if ((await wrappedKeys(db, SYSTEM_SCOPE)).length === 0) {
    for (const key of await newWrappedKeys(root, SYSTEM_SCOPE)) {
      await db.run(saveKey, [key.purpose, key.version, key.wrapped, key.rootKeyId]);
    }
  }
  let scope = await keys.open(SYSTEM_SCOPE);
  return () => {
    const fresh = keys.peek(SYSTEM_SCOPE);
    if (fresh !== undefined) scope = fresh;
    else keys.open(SYSTEM_SCOPE).catch(() => undefined);
    return scope;
  };
}

async function closeAll({ readLog, notices, jobs, errors, scanner, db }: Services): Promise<void> {
  await readLog.drain();
  await notices.drain();
  await jobs.stop();
  await errors.drain();
  await scanner.close();
  await db.close();
}

function clamdAt(address: ClamdAddress) {
  return 'path' in address ? { socket: address.path } : address;
}

async function startSealer(
  { publicUrl }: Config,
  deps: Deps,
  told: Pick<SealingDeps, 'system' | 'onSealed'>,
): Promise<() => Promise<void>> {
  if (deps.sealerUrl === undefined) return async () => undefined;
  return openSealing({
    url: deps.sealerUrl,
    publicUrl,
    ...told,
    onError: deps.onJobError ?? (() => undefined),
    ...(deps.sealPause !== undefined && { pause: deps.sealPause }),
  });
}
