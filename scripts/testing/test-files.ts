import { globSync } from 'node:fs';

const folders = '{server,contracts,cli,proofs,scripts,tests,web,bench}';

/** Folders of files that take minutes: begun first, none of them is waited for at the end of a run alone. */
const LONG = [
  ...['tests/proofs/', 'tests/attacks/', 'tests/http/access/', 'tests/kill/', 'tests/deploy/'],
  ...['tests/browser/', 'tests/backup/', 'tests/start/'],
];

/**
 * Every test file of the project, the long ones first and else sorted, or those whose path contains one of `filters`.
 * @throws Error when a filter finds nothing: a mistyped name must not look like a success
 */
export function testFiles(root: string, filters: string[]): string[] {
  const all = globSync(`${folders}/**/*.test.ts`, {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  }).sort((one, other) => turnOf(one) - turnOf(other) || (one < other ? -1 : 1));
  for (const filter of filters) {
    if (!all.some((file) => file.includes(filter))) throw new Error(`No test file matches ${filter}.`);
  }
  return filters.length === 0 ? all : all.filter((file) => filters.some((filter) => file.includes(filter)));
}

function turnOf(file: string): number {
  const at = LONG.findIndex((folder) => file.startsWith(folder));
  return at < 0 ? LONG.length : at;
}
