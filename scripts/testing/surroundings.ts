import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes the settings of the person's own Caseward away, so that no test can reach a real database or key. */
export function cleanEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    const ours = name.startsWith('CASEWARD_') && !name.startsWith('CASEWARD_TEST_');
    if (ours || name === 'DATABASE_URL' || name === 'NODE_OPTIONS') delete process.env[name];
  }
  process.env.NODE_ENV = 'test';
}

/**
 * Gives the tests a temporary folder of this run's own; whatever they leave there goes with it.
 * @returns the command lines of processes that the tests left running, which are ended now.
 */
export async function withRunFolder(work: () => Promise<void>): Promise<string[]> {
  const earlier = process.env.TMPDIR;
  const folder = await mkdtemp(join(tmpdir(), 'caseward-run-'));
  // Servers that tests start under another account have to get through.
  await chmod(folder, 0o711);
  process.env.TMPDIR = folder;
  // Every file is a process of its own and loads the same modules: compiled once for the run, not once for each.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compile-cache');
  const removed = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removed);
  try {
    await work();
    return await endLeftovers(folder);
  } finally {
    if (earlier === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = earlier;
    process.off('exit', removed);
    delete process.env.NODE_COMPILE_CACHE;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Processes of this run are known by the temporary folder in their environment (Linux only). */
async function endLeftovers(folder: string): Promise<string[]> {
  // What is just ending gets a moment to do so.
  for (let wait = 0; wait < 20 && (await processesOf(folder)).length > 0; wait += 1) await sleep(100);
  const left = await processesOf(folder);
  for (const { pid } of left) end(pid);
  return left.map(({ command }) => command);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

async function processesOf(folder: string): Promise<{ pid: number; command: string }[]> {
  const pids = (await readdir('/proc').catch(() => []))
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
  const found = [];
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (!environment.includes(`TMPDIR=${folder}\0`)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    found.push({ pid, command: command.replaceAll('\0', ' ').trim() });
  }
  return found;
}
