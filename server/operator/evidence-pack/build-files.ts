import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../security/crypto/index.ts';

/** What runs: sources, screens as they were built, migrations, and what pins the third parties. */
const WHAT_RUNS = [
  '{server,contracts,cli,proofs,migrations,scripts}/**/*',
  'web/{src,dist}/**/*',
  'package.json',
  'package-lock.json',
];

/** A line for each file of a build, `SHA-256  path` in the order of the paths, as `sha256sum --check` reads it. */
export function buildFiles(root: string): string {
  const paths = globSync(WHAT_RUNS, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length));
  const lines = [...new Set(paths)]
    .toSorted()
    .map((path) => `${sha256Hex(readFileSync(join(root, path)))}  ${path}\n`);
  return lines.join('');
}
