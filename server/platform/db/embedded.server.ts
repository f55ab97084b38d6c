import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import type { Runner } from './embedded.account.ts';
import type { Binaries } from './embedded.binaries.ts';
import type { Layout } from './embedded.folder.ts';
import { isAlive, readPostmaster } from './embedded.postmaster.ts';
import type { Secret } from './embedded.secret.ts';
import { explainServerLog } from './embedded.sentences.ts';

/** Durability is never traded for speed here. Statements and rows stay out of the log, which is not sealed. */
const parameters = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  jit: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_line_prefix: '%m ',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const;

const LOG_KEPT = 10 * 1024 * 1024;
const START_PATIENCE = 60_000;

export type Attempt =
  | { readonly outcome: 'running'; readonly pid: number }
  | { readonly outcome: 'ended'; readonly output: string };

interface Launching {
  readonly binaries: Binaries;
  readonly runner: Runner;
  readonly secret: Secret;
  /** Called once the server is starting, for what can be done while it does. */
  readonly meanwhile: (() => void) | undefined;
}

/** Starts the server and waits until it answers or ends. Recovery after a crash may take its time. */
export async function launchServer(
  layout: Layout,
  { binaries, runner, secret, meanwhile }: Launching,
): Promise<Attempt> {
  const before = await rotateLog(layout.log);
  const child = await spawnServer(layout, binaries, runner, secret.port);
  const { pid } = child;
  child.on('error', () => {}).unref();
  meanwhile?.();
  if (pid !== undefined && (await becomesReady(layout.cluster, pid))) return { outcome: 'running', pid };
  if (pid !== undefined && isAlive(pid)) throw tooSlow(layout);
  const output = (await readFile(layout.log)).subarray(before).toString('utf8');
  return { outcome: 'ended', output };
}

/** @throws StartError, always: what a server that ended by itself wrote, in one sentence. */
export function refuseEnded(output: string, layout: Layout): never {
  throw (
    explainServerLog(output, layout.dataDir) ??
    new StartError(`The embedded PostgreSQL ended as soon as it was started; see ${layout.log}.`)
  );
}

async function spawnServer(
  layout: Layout,
  binaries: Binaries,
  runner: Runner,
  port: number,
): Promise<ChildProcess> {
  const flags = Object.entries({ ...parameters, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const { command, args, identity } = runner(binaries.postgres, ['-D', layout.cluster, ...flags]);
  const log = await open(layout.log, 'a', 0o600);
  try {
    // Its own session: Ctrl-C in the terminal must reach Caseward alone, which stops the database last.
    return spawn(command, [...args], {
      ...identity,
      cwd: '/',
      detached: true,
      env: { ...binaries.env, LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
}

/** The lock file says so itself: asking the port could be answered by a stranger who took it. */
async function becomesReady(cluster: string, pid: number): Promise<boolean> {
  for (const deadline = Date.now() + START_PATIENCE; Date.now() < deadline; await sleep(10)) {
    if (!isAlive(pid)) return false;
    const found = await readPostmaster(cluster);
    if (found?.pid === pid && found.status === 'ready') return true;
  }
  return false;
}

/** @returns the length of the log that is kept, so that only what comes after it is read. */
async function rotateLog(path: string): Promise<number> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= LOG_KEPT) return size;
  await rename(path, `${path}.1`);
  return 0;
}

function tooSlow({ log }: Layout): StartError {
  return new StartError(
    `The embedded PostgreSQL is still recovering after ${START_PATIENCE / 1000} s; it goes on by itself, start again later (see ${log}).`,
  );
}
