import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Runs a TypeScript file of this folder on the pinned Node, with this process's own arguments, and ends this
 * process with its exit code. Plain JavaScript, so that any Node from 20 on can read it.
 */
export function runOnPinnedNode(script) {
  const args = [`scripts/${script}`, ...process.argv.slice(2)];
  const child = spawn('node_modules/.bin/node', args, { cwd: root, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; this process only has to wait for it to clean up.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}
