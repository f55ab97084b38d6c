import { globSync } from 'node:fs';

const folders = '{server,contracts,cli,proofs,scripts,tests,web,bench}';

/**
 * Every test file of the project, sorted, or those whose path contains one of `filters`.
 * @throws Error when a filter finds nothing: a mistyped name must not look like a success
 */
export function testFiles(root: string, filters: string[]): string[] {
  const all = globSync(`${folders}/**/*.test.ts`, {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  }).sort();
  for (const filter of filters) {
    if (!all.some((file) => file.includes(filter))) throw new Error(`No test file matches ${filter}.`);
  }
  return filters.length === 0 ? all : all.filter((file) => filters.some((filter) => file.includes(filter)));
}
