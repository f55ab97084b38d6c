import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#server/platform/db/embedded.port.ts';
import type { Placement } from './placement.ts';

const PATIENCE = 120_000;
const root = join(import.meta.dirname, '..');

/** Seconds from `npm start` to a healthy answer, embedded database included: the second start. */
export async function measureSecondStart(placement: Placement | undefined): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-bench-start-'));
  try {
    await startOnce(folder, placement);
    return await startOnce(folder, placement);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOnce(folder: string, placement: Placement | undefined): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  // On all cores, though the bench itself has been put on some.
  const cores = placement === undefined ? [] : ['taskset', '-c', `${placement.server},${placement.others}`];
  const [program = '', ...args] = [...cores, 'npm', 'start'];
  const child = spawn(program, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      CASEWARD_DATA: join(folder, 'data'),
      CASEWARD_ROOT_KEY_FILE: join(folder, 'root.keys'),
      CASEWARD_PUBLIC_URL: `http://localhost:${port}`,
    },
    stdio: 'ignore',
    // A group of its own, as a terminal makes it: npm's shell does not pass signals on.
    detached: true,
  });
  const ended = once(child, 'exit');
  try {
    await untilHealthy(`http://127.0.0.1:${port}/api/health`, begun);
    return (performance.now() - begun) / 1_000;
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
    await untilGone(join(folder, 'data', 'postgres', 'postmaster.pid'));
  }
}

/** npm may end before what it started: the lock file of the database goes last. */
async function untilGone(lock: string): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < PATIENCE; await sleep(20)) {
    if (!existsSync(lock)) return;
  }
  throw new Error('the server did not end');
}

async function untilHealthy(url: string, begun: number): Promise<void> {
  while (performance.now() - begun < PATIENCE) {
    const reply = await fetch(url).catch(() => undefined);
    if (reply?.ok) return;
    await sleep(10);
  }
  throw new Error('the server did not get healthy');
}
