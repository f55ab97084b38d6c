import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Above the highest process id Linux or macOS can give, so that nobody is ever taken for it. */
const NOBODY = 4_194_305;

/** What a cluster's lock file says of its server; `status` is starting, stopping, ready or standby. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string };

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(lockFile(cluster), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

/**
 * The server of the lock file, if it lives. After a reboot its process id may belong to another program, and
 * PostgreSQL would refuse to start for that: then the id is struck out, and the rest of the file kept, by which
 * PostgreSQL still finds leftovers that use its memory.
 */
export async function livingPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const found = await readPostmaster(cluster);
  if (found === undefined || !isAlive(found.pid)) return undefined;
  if ((await commandOf(found.pid)).includes(cluster)) return found;
  const [, ...rest] = (await readFile(lockFile(cluster), 'utf8')).split('\n');
  await writeFile(lockFile(cluster), [String(NOBODY), ...rest].join('\n'));
  return undefined;
}

function lockFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** In a container nobody may be there to bury a server whose starter was killed. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** @returns whether the process was gone within `patience` milliseconds. */
export async function waitForEnd(pid: number, patience: number): Promise<boolean> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(15)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}

/** Asks the server to end: after the transactions under way are cut, then, should that hang, at once. */
export async function endPostmaster(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    if (await waitForEnd(pid, patience)) return;
  }
}

export async function commandOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    const listed = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return listed.stdout;
  }
}
