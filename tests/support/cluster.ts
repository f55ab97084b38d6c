import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { embeddedHome, installedHome, makePrivateFolder, type PostgresHome } from './postgres-home.ts';

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
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts a PostgreSQL of its own in a temporary folder, on a free port of 127.0.0.1, with a random superuser
 * password. `bin` names an installed PostgreSQL; without it the embedded one is used. The server outlives this
 * process unless `stopCluster` is called.
 */
export async function startCluster(bin?: string): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-cluster-'));
  try {
    await chmod(folder, 0o755);
    const home = bin ? await installedHome(bin) : await embeddedHome(folder);
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
  if (alive(cluster.pid)) process.kill(cluster.pid, 'SIGQUIT');
  for (let wait = 0; wait < 250 && alive(cluster.pid); wait += 1) await sleep(20);
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
  return alive(cluster.pid) ? cluster : undefined;
}

async function initialise(home: PostgresHome, folder: string, password: string): Promise<void> {
  const secret = join(folder, 'superuser');
  await makePrivateFolder(join(folder, 'data'), home.account);
  await writeFile(secret, password, { mode: 0o644 });
  const options = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret, '-N', '--no-instructions'];
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
  await run(join(home.bin, 'initdb'), ['-D', join(folder, 'data'), ...options, ...locale], {
    ...home.account,
    cwd: folder,
  });
  await rm(secret);
}

async function launch(home: PostgresHome, folder: string, password: string): Promise<Cluster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const flags = Object.entries({ ...settings, port }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const log = await open(join(folder, 'log'), 'a');
    const server = spawn(join(home.bin, 'postgres'), ['-D', join(folder, 'data'), ...flags], {
      ...home.account,
      cwd: folder,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    server.unref();
    await log.close();
    const cluster = { adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, folder };
    if (server.pid && (await answers(cluster.adminUrl, server.pid))) return { ...cluster, pid: server.pid };
    if (attempt === 3)
      throw new Error(`PostgreSQL did not start: ${await readFile(join(folder, 'log'), 'utf8')}`);
  }
}

async function answers(url: string, pid: number): Promise<boolean> {
  for (let wait = 0; wait < 300 && alive(pid); wait += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
