import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#server/platform/db/embedded.port.ts';

const PATIENCE = 120_000;
const main = join(import.meta.dirname, '../server/main.ts');

/** Seconds from the start of the process to a healthy answer, embedded database included: the second start. */
export async function measureSecondStart(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-bench-start-'));
  try {
    await startOnce(folder);
    return await startOnce(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOnce(folder: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      CASEWARD_DATA: join(folder, 'data'),
      CASEWARD_ROOT_KEY_FILE: join(folder, 'root.keys'),
      CASEWARD_PUBLIC_URL: `http://localhost:${port}`,
    },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  try {
    await untilHealthy(`http://127.0.0.1:${port}/api/health`, begun);
    return (performance.now() - begun) / 1_000;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function untilHealthy(url: string, begun: number): Promise<void> {
  while (performance.now() - begun < PATIENCE) {
    const reply = await fetch(url).catch(() => undefined);
    if (reply?.ok) return;
    await sleep(10);
  }
  throw new Error('the server did not get healthy');
}
