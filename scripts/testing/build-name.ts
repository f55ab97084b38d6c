import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit a result belongs to, marked `-dirty` where the files differ from it; `unknown` outside a clone. */
export async function buildName(root: string): Promise<string> {
  const named = await run('git', ['describe', '--always', '--dirty', '--abbrev=12'], { cwd: root }).catch(
    () => undefined,
  );
  return named?.stdout.trim() || 'unknown';
}
