import assert from 'node:assert/strict';
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { waitForEnd } from '#server/platform/db/embedded.postmaster.ts';
import { makeFolder, ordinary, postmasterOf, removeFolder } from '#tests/start/embedded-process.ts';
import { inTime } from './in-time.ts';

const server = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const cli = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const PATIENCE_MS = 120_000;

export interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Exit code or signal, when it is over. */
  readonly ended: Promise<number | string | null>;
}

/** A deployment on folders of its own: the real server with its embedded database, and the commands beside it. */
export interface Deployment {
  readonly url: string;
  /** Holds `data`, `keys` and what tests put there. */
  readonly home: string;
  readonly archive: string;
  start(): Promise<Running>;
  /** Starts it without waiting until it serves. */
  launch(): Running;
  /** Runs a command of the operator; `ended` tells how it went. */
  command(...args: string[]): Running;
  /** Kills the database under whoever uses it. */
  killDatabase(): Promise<void>;
  remove(): Promise<void>;
}

/** `archive` is shared with the deployment whose backups are to be restored here. */
export async function makeDeployment(archive?: string): Promise<Deployment> {
  const home = await makeFolder();
  const port = await freePort();
  const kept = archive ?? join(home, 'archive');
  await mkdir(kept, { recursive: true });
  await chown(kept, ordinary.uid, ordinary.gid);
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    NODE_ENV: 'test',
    PORT: String(port),
    CASEWARD_DATA: join(home, 'data'),
    CASEWARD_ROOT_KEY_FILE: join(home, 'keys', 'root.key'),
    CASEWARD_BACKUP_FOLDER: kept,
    CASEWARD_BREACH_URL: 'off',
    CASEWARD_LOG_LEVEL: 'error',
    CASEWARD_RATE_PER_MINUTE: '100000',
  };
  const begun: ChildProcess[] = [];
  const run = (program: string, args: string[]) => {
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
    const child = spawn(process.execPath, [program, ...args], { ...ordinary, cwd: home, env, stdio });
    begun.push(child);
    return watched(child);
  };
  const launch = () => run(server, []);
  return {
    url: `http://localhost:${port}`,
    home,
    archive: kept,
    launch,
    async start() {
      const running = launch();
      await ready(running);
      return running;
    },
    command: (...args) => run(cli, args),
    async killDatabase() {
      const pid = await postmasterOf(join(home, 'data'));
      if (pid === undefined) return;
      kill(pid);
      // Until it is gone it still answers whoever starts next.
      assert.ok(await waitForEnd(pid, PATIENCE_MS), 'a database that was killed does not go');
    },
    async remove() {
      // A round that failed leaves them running.
      for (const child of begun) child.kill('SIGKILL');
      await removeFolder(join(home, 'data'));
      await removeFolder(home);
    },
  };
}

/** Ends it as a power cut would, and waits until it is gone. */
export async function cut({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await inTime('a process that was killed', ended);
}

/** Waits until a server serves. */
async function ready({ child, output }: Running): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !output().includes('is ready at'); await sleep(20)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended: ${output()}`);
    if (Date.now() > deadline) throw new Error(`It does not start: ${output()}`);
  }
}

function watched(child: ChildProcess): Running {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, output: () => output, ended };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
