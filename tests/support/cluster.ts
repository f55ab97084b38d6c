import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { isAlive, waitForEnd } from '#server/platform/db/embedded.postmaster.ts';
import { withClient } from '#server/platform/db/operator-client.ts';
import { embeddedHome, installedHome, makePrivateFolder, type PostgresHome } from './postgres-home.ts';
import { quickFolder } from './quick-folder.ts';

const run = promisify(execFile);

/** A running throw-away cluster: how to reach it as superuser, and what to end and remove. */
export type Cluster = { adminUrl: string; pid: number; folder: string };

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts a PostgreSQL of its own in a folder that goes with it, on a free port of 127.0.0.1, with a random superuser
 * password. `bin` names an installed PostgreSQL; without it the embedded one is used. The server outlives this
 * process unless `stopCluster` is called.
 */
export async function startCluster(bin?: string): Promise<Cluster> {
  const folder = await mkdtemp(join(quickFolder(), 'caseward-cluster-'));
  try {
    await chmod(folder, 0o755);
    const home = bin ? await installedHome(bin, folder) : await embeddedHome(folder);
    const password = randomBytes(18).toString('hex');
    await initialise(home, folder, password);
    return await launch(home, folder, password);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Ends the cluster at once and removes its folder; waits for its end at most 5 s. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  if (isAlive(cluster.pid)) process.kill(cluster.pid, 'SIGQUIT');
  await waitForEnd(cluster.pid, 5_000);
  await rm(cluster.folder, { recursive: true, force: true });
}

/** Does `work` with the cluster the environment names or that was left running, else with a new one. */
export async function withTestCluster<T>(work: () => Promise<T>): Promise<T> {
  return (await readCluster()) ? work() : withNewCluster(work);
}

/**
 * Does `work` with a cluster made for it, gone afterwards, also when the work is interrupted. Where
 * CASEWARD_TEST_ADMIN_URL names another PostgreSQL, that one is used; CASEWARD_TEST_POSTGRES_BIN names the programs
 * of another version to start.
 */
export async function withNewCluster<T>(work: () => Promise<T>): Promise<T> {
  if (process.env.CASEWARD_TEST_ADMIN_URL) return work();
  const cluster = await startCluster(process.env.CASEWARD_TEST_POSTGRES_BIN);
  const file = join(cluster.folder, 'cluster.json');
  process.env.CASEWARD_TEST_CLUSTER = file;
  const interrupted = () => void stopCluster(cluster).then(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    await writeCluster(cluster, file);
    return await work();
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    delete process.env.CASEWARD_TEST_CLUSTER;
    await stopCluster(cluster);
  }
}

/** The file in which a cluster that was left running says how to reach it. */
export function clusterFile(): string {
  return (
    process.env.CASEWARD_TEST_CLUSTER ??
    join(tmpdir(), `caseward-test-cluster-${process.getuid?.() ?? 0}.json`)
  );
}

export async function writeCluster(cluster: Cluster, file = clusterFile()): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(cluster, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, file);
}

/** The cluster named by the file, if its server still runs. */
export async function readCluster(file = clusterFile()): Promise<Cluster | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const cluster: Cluster = JSON.parse(text);
  return isAlive(cluster.pid) ? cluster : undefined;
}

async function initialise(home: PostgresHome, folder: string, password: string): Promise<void> {
  const secret = join(folder, 'superuser');
  await makePrivateFolder(join(folder, 'data'), home.account);
  await writeFile(secret, password, { mode: 0o600 });
  if (home.account) await chown(secret, home.account.uid, home.account.gid);
  const login = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret];
  const { command, args, identity } = home.runner(home.initdb, [
    ...['-D', join(folder, 'data'), '--encoding=UTF8', ...home.locale, ...login, '-N', '--no-instructions'],
  ]);
  await run(command, [...args], { ...identity, cwd: folder, env: surroundings(home) });
  await rm(secret);
}

async function launch(home: PostgresHome, folder: string, password: string): Promise<Cluster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const pid = await spawnServer(home, folder, port);
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    if (pid && (await answers(adminUrl, pid))) return { adminUrl, folder, pid };
    if (attempt === 3)
      throw new Error(`PostgreSQL did not start: ${await readFile(join(folder, 'log'), 'utf8')}`);
  }
}

async function spawnServer(home: PostgresHome, folder: string, port: number): Promise<number | undefined> {
  const flags = Object.entries({ ...settings, port }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const { command, args, identity } = home.runner(home.postgres, ['-D', join(folder, 'data'), ...flags]);
  const log = await open(join(folder, 'log'), 'a');
  const server = spawn(command, args, {
    ...identity,
    cwd: folder,
    env: surroundings(home),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  server.unref();
  await log.close();
  return server.pid;
}

function surroundings({ env }: PostgresHome): Record<string, string> {
  return { ...env, PATH: '/usr/bin:/bin', LC_ALL: 'C' };
}

async function answers(url: string, pid: number): Promise<boolean> {
  for (let wait = 0; wait < 300 && isAlive(pid); wait += 1) {
    const there = await withClient(url, async () => true).catch(() => false);
    if (there) return true;
    await sleep(50);
  }
  return false;
}
