import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { databaseAccount, runnerFor } from './embedded.account.ts';
import { findBinaries, linkLibraries } from './embedded.binaries.ts';
import { createCluster, type Tools } from './embedded.cluster.ts';
import { ensureMarker, folderError, inspectFolder, type Layout, layoutOf } from './embedded.folder.ts';
import { lockFolder } from './embedded.lock.ts';
import { freePort } from './embedded.port.ts';
import { endPostmaster, isAlive, livingPostmaster, waitForEnd } from './embedded.postmaster.ts';
import { adminUrlOf, readSecret, type Secret, writeSecret } from './embedded.secret.ts';
import { launchServer, refuseEnded } from './embedded.server.ts';
import type { OperatorClient } from './operator-client.ts';

export type Embedded = {
  /** The superuser's URL: for provisioning, never for the live server. */
  readonly adminUrl: string;
  readonly port: number;
  /** Ends the database cleanly; answers when it is gone. May be called twice. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly log: (sentence: string) => void;
  /** Called once the database is starting, for what can be done while it does. */
  readonly meanwhile?: (() => void) | undefined;
};

type Running = { readonly pid: number; readonly secret: Secret };

/** Longer than a server takes to end: milliseconds. */
const PATIENCE = 20_000;
/** How long one that is ending is waited for, ms, and how often one is started. */
const ENDING = 3_000;
const TRIES = 3;

/**
 * Starts the PostgreSQL that lives in the data folder, making it on the first start, or takes over one that a
 * killed process left running. Listens on 127.0.0.1 alone.
 * @throws StartError with one sentence when it cannot; then nothing in the folder was damaged.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir } = options;
  const layout = layoutOf(dataDir);
  try {
    const { secret, pid, lock } = await startAndHold(layout, options);
    const adminUrl = adminUrlOf(secret);
    const stop = async () => {
      await lock.end().catch(() => {});
      if (isAlive(pid)) await endPostmaster(pid);
    };
    return { adminUrl, port: secret.port, stop };
  } catch (error) {
    throw folderError(error, dataDir);
  }
}

type Held = Running & { readonly lock: OperatorClient };

/** A server that ends under us, because a command that had started it is done, is started anew. */
async function startAndHold(layout: Layout, options: EmbeddedOptions, tries = TRIES): Promise<Held> {
  const running = await start(layout, options);
  try {
    return { ...running, lock: await lockFolder(adminUrlOf(running.secret), layout.dataDir) };
  } catch (error) {
    const taken = error instanceof StartError && error.cause === undefined;
    if (taken || tries <= 1 || !(await waitForEnd(running.pid, ENDING))) throw error;
    return startAndHold(layout, options, tries - 1);
  }
}

/** The superuser's URL of a database that a running Caseward serves from this folder, without taking it over. */
export async function attachEmbedded(dataDir: string): Promise<string | undefined> {
  const layout = layoutOf(dataDir);
  const running = await livingPostmaster(layout.cluster);
  if (running?.status !== 'ready') return undefined;
  return adminUrlOf({ ...(await readSecret(layout.secret)), port: running.port });
}

/**
 * Looks at the folder as a start would, without starting.
 * @throws StartError as `startEmbedded` does.
 */
export async function inspectEmbedded(dataDir: string): Promise<'fresh' | 'existing'> {
  const layout = layoutOf(dataDir);
  const binaries = await findBinaries(layout.libraries);
  return inspectFolder(layout, binaries.major);
}

async function start(layout: Layout, { log, meanwhile }: EmbeddedOptions): Promise<Running> {
  const binaries = await findBinaries(layout.libraries);
  const state = await inspectFolder(layout, binaries.major);
  const account = await databaseAccount(layout.cluster);
  await linkLibraries(binaries, layout.libraries);
  const runner = await runnerFor(account, [binaries.folder, layout.dataDir]);
  if (state === 'fresh') {
    log('Making the database (only this once).');
    await createCluster(layout, { binaries, account, runner });
  }
  await ensureMarker(layout, binaries.major);
  return bringUp(layout, { binaries, account, runner }, meanwhile);
}

/** A server left behind is taken over; one that starts or ends right now is waited for. */
async function bringUp(
  layout: Layout,
  tools: Tools,
  meanwhile: EmbeddedOptions['meanwhile'],
): Promise<Running> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const secret = await readSecret(layout.secret);
    const left = await livingPostmaster(layout.cluster);
    if (left?.status === 'ready') return { pid: left.pid, secret: { ...secret, port: left.port } };
    const attempt =
      left === undefined ? await launchServer(layout, { ...tools, secret, meanwhile }) : undefined;
    if (attempt?.outcome === 'running') return { pid: attempt.pid, secret };
    if (attempt !== undefined) await heed(attempt.output, layout, secret);
    if (Date.now() > deadline) throw stillBusy(layout);
    await sleep(50);
  }
}

/**
 * What the next start finds gone: a server that is still ending, and files that a killed one had begun, which recovery
 * meets once and then takes away.
 */
const PASSING =
  /postmaster\.pid" already exists|pre-existing shared memory block|could not create file "[^"]+": File exists/;

/** Makes the next attempt a better one, or refuses. */
async function heed(output: string, layout: Layout, secret: Secret): Promise<void> {
  if (/address already in use/i.test(output)) {
    await writeSecret(layout.secret, { ...secret, port: await freePort() });
  } else if (!PASSING.test(output)) {
    refuseEnded(output, layout);
  }
}

function stillBusy({ dataDir }: Layout): StartError {
  return new StartError(
    `A database server in ${dataDir} neither answers nor ends; end its processes by hand and start again.`,
  );
}
