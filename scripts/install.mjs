import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const node = `${root}node_modules/.bin/node`;

/**
 * Installs what package-lock.json names, only when it is not installed yet, and makes sure of the pinned Node.
 * Plain JavaScript for any Node from 20 on. Ends the process when npm fails.
 */
export function ensureInstalled() {
  if (!isInstalled()) {
    console.log('Installing what is missing (this takes a minute or two, only when the lock file changed).');
    run(...npm(['ci', '--loglevel=error']), root);
  }
  if (!existsSync(node)) fetchNode();
}

/** npm leaves a list of what it put there; the platform packages of other machines are optional. */
function isInstalled() {
  const wanted = packagesOf(`${root}package-lock.json`);
  const present = packagesOf(`${root}node_modules/.package-lock.json`);
  return (
    present !== undefined &&
    Object.entries(wanted ?? {}).every(
      ([path, { version, integrity, optional }]) =>
        path === '' ||
        (path in present
          ? present[path].version === version && present[path].integrity === integrity
          : optional === true),
    )
  );
}

function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** An npm that runs no install scripts at all leaves the runtime out; its own step is run here then. */
function fetchNode() {
  const folder = `${root}node_modules/node`;
  run(process.execPath, ['installArchSpecificPackage.js'], folder);
  if (existsSync(node)) return;
  console.error('The Node.js that Caseward runs on could not be installed; see docs/operations/install.md.');
  process.exit(1);
}

/** The npm that runs this script, or the one of the machine. */
function npm(args) {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js') ? [process.execPath, [own, ...args]] : ['npm', args];
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status === 0) return;
  console.error(
    `Installing failed${error ? ` (${error.message})` : ''}; read the lines above, then try again.`,
  );
  process.exit(status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
