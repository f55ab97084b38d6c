import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureWeb } from './build-web.mjs';
import { ensureInstalled } from './install.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

ensureInstalled();
ensureWeb();
const [first, ...rest] = process.argv.slice(2);
const apart = ['scale', 'audit'].includes(first);
const told = apart ? [`bench/${first}.ts`, ...rest] : ['bench/run.ts', ...process.argv.slice(2)];
const child = spawn('node_modules/.bin/node', told, {
  cwd: root,
  stdio: 'inherit',
});
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
