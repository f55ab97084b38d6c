import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./embedded-child.ts', import.meta.url));

/** Someone who is not root, to run as: `nobody` when the tests run as root, else whoever runs them. */
export const self: User = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
export const ordinary: User = self.uid === 0 ? { uid: 65_534, gid: 65_534 } : self;

type User = { readonly uid: number; readonly gid: number };

export type Started = {
  readonly child: ChildProcess;
  readonly adminUrl: string | undefined;
  readonly sentence: string | undefined;
};

const children = new Map<ChildProcess, string>();

/** A temporary folder that belongs to the ordinary user. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-embedded-'));
  await chown(folder, ordinary.uid, ordinary.gid);
  return folder;
}

/** Starts a process on the folder and waits for its one line. */
export async function startProcess(folder: string, user = ordinary): Promise<Started> {
  const child = spawn(process.execPath, [program, folder], { ...user, stdio: ['ignore', 'pipe', 'inherit'] });
  children.set(child, folder);
  const lines = createInterface({ input: child.stdout });
  const silent = once(child, 'close').then(() => Promise.reject(new Error('It ended without a word.')));
  silent.catch(() => {});
  const [line] = await Promise.race([once(lines, 'line'), silent]);
  return { child, adminUrl: undefined, sentence: undefined, ...JSON.parse(String(line)) };
}

/** The sentence with which a start on the folder is refused, or what happened instead. */
export async function sentenceOf(folder: string): Promise<string> {
  const started = await startProcess(folder);
  if (started.sentence === undefined) {
    await end(started);
    return 'It started.';
  }
  if (started.child.exitCode === null) await once(started.child, 'exit');
  return started.child.exitCode === 1 ? started.sentence : `It ended with ${started.child.exitCode}.`;
}

export async function end({ child }: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** Ends whatever a failed test may have left running on a folder, and removes the folder. */
export async function removeFolder(folder: string): Promise<void> {
  for (const [child, used] of children) if (used.startsWith(folder)) child.kill('SIGKILL');
  const pid = await postmasterOf(folder);
  if (pid !== undefined) {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {
      // It is gone already.
    }
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

export async function postmasterOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text.split('\n')[0]);
}
