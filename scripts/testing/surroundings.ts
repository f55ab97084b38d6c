import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Takes the settings of the person's own Caseward away, so that no test can reach a real database or key. */
export function cleanEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    const ours = name.startsWith('CASEWARD_') && !name.startsWith('CASEWARD_TEST_');
    if (ours || name === 'DATABASE_URL' || name === 'NODE_OPTIONS') delete process.env[name];
  }
  process.env.NODE_ENV = 'test';
}

/** Gives the tests a temporary folder of this run's own; whatever they leave there goes with it. */
export async function withRunFolder(work: () => Promise<void>): Promise<void> {
  const earlier = process.env.TMPDIR;
  const folder = await mkdtemp(join(tmpdir(), 'caseward-run-'));
  // Servers that tests start under another account have to get through.
  await chmod(folder, 0o711);
  process.env.TMPDIR = folder;
  try {
    await work();
  } finally {
    if (earlier === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = earlier;
    await rm(folder, { recursive: true, force: true });
  }
}
