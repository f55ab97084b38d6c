import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureWeb } from './build-web.mjs';
import { ensureInstalled } from './install.mjs';
import { nodeEnvironment, nodeFlags } from './node-flags.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

ensureInstalled();
ensureWeb();

// Compiled code is kept from start to start, so that a later start loads faster.
const env = { NODE_COMPILE_CACHE: `${root}node_modules/.cache/node`, ...nodeEnvironment, ...process.env };
const server = spawn('node_modules/.bin/node', [...nodeFlags, 'server/main.ts'], {
  cwd: root,
  stdio: 'inherit',
  env,
});
// Ctrl-C reaches the server by itself; everything else is passed on, and its end is waited for.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP'])
  process.on(signal, () => server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
// On a signal npm ends the shell between and passes nothing on: who has lost their parent ends the server as well.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 500).unref();
server.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
