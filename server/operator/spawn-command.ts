import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Env } from '../config.ts';

const program = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/**
 * Runs commands of the operator as processes of their own, in the environment of the server. Each rejects with the last
 * line it printed where it fails.
 */
export function commandSpawner(env: Env): (args: readonly string[]) => Promise<void> {
  return async (args) => {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('close', resolve),
    );
    const [out, wrong, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    const last = `${out}\n${wrong}`.trim().split('\n').at(-1);
    if (code !== 0) throw new Error(`caseward ${args.join(' ')} failed: ${last}`);
  };
}
