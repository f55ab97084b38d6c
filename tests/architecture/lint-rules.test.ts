import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lint-rules-'));
after(() => rmSync(folder, { recursive: true }));
for (const name of ['biome.json', '.gitignore']) copyFileSync(join(root, name), join(folder, name));

/** What the linter, set up as in this project, says about `source` at `path`. */
function lint(path: string, source: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), source);
  const program = join(root, 'node_modules/.bin/biome');
  const run = spawnSync(program, ['lint', '--reporter=github', path], { cwd: folder, encoding: 'utf8' });
  return run.stdout + run.stderr;
}

const reading = 'export const port = process.env.PORT;\n';

for (const path of [
  'server/http/a.ts',
  'server/platform/db/a.ts',
  'contracts/a.ts',
  'proofs/a.ts',
  'web/src/a.ts',
]) {
  test(`${path} must not read the environment`, () => {
    assert.match(lint(path, reading), /noProcessEnv/);
  });
}

for (const path of ['server/config.ts', 'scripts/a.ts', 'tests/support/a.ts']) {
  test(`${path} may read the environment`, () => {
    assert.doesNotMatch(lint(path, reading), /noProcessEnv/);
  });
}

for (const [rule, source] of [
  ['noExplicitAny', 'export const a = (b: any) => b;\n'],
  ['noNonNullAssertion', 'export const a = (b?: string) => b!;\n'],
  ['noUnusedImports', "import { join } from 'node:path';\nexport const a = 1;\n"],
  ['noTsIgnore', '// @ts-ignore\nexport const a: string = 1;\n'],
] as const) {
  test(`${rule} fires`, () => {
    assert.match(lint('server/b.ts', source), new RegExp(rule));
  });
}
