import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const built = join(root, 'web/dist/index.html');

/** Builds the web app when something it is made of is newer than what was built. */
export function ensureWeb() {
  if (existsSync(built) && statSync(built).mtimeMs > newestSource()) return;
  console.log('Building the screens.');
  const { status } = spawnSync(
    'node_modules/.bin/node',
    ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel=warn'],
    { cwd: root, stdio: 'inherit' },
  );
  if (status === 0) return;
  console.error('The screens could not be built; read the lines above.');
  process.exit(1);
}

function newestSource() {
  const folders = ['web', 'contracts'].map((name) => join(root, name));
  return Math.max(modified(join(root, 'package-lock.json')), ...folders.map(newestIn));
}

function newestIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => name !== 'dist' && name !== 'node_modules',
  );
  const times = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? newestIn(path) : modified(path);
  });
  // A file taken away changes the folder alone.
  return Math.max(folder.endsWith('web') ? 0 : modified(folder), ...times);
}

function modified(path) {
  return statSync(path).mtimeMs;
}
