/**
 * Makes a release: `npm run release -- 1.2.3` shows the test results of this commit; with `--signed-off-by "First Last"` it
 * writes docs/releases/1.2.3.json and tags the commit. Nothing is pushed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readLockFile } from '#server/operator/supply/lock-file.ts';
import { sbomOf } from '#server/operator/supply/sbom.ts';
import { releaseVerdict } from './release/release-record.ts';
import { buildName } from './testing/build-name.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const { values, positionals } = parseArgs({
  options: { 'signed-off-by': { type: 'string' } },
  allowPositionals: true,
});
const [version = ''] = positionals;
if (version === '') {
  console.error('Name the version: npm run release -- 1.2.3');
  process.exit(2);
}
const record = `docs/releases/${version}.json`;
const tests = lastTests();
if (tests)
  console.log(
    `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped, ${tests.at}`,
    ...tests.unsteady.map((name) => `\npassed only at a second look: ${name}`),
  );
const verdict = releaseVerdict({
  version,
  packaged: JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version,
  described: readFileSync(`${root}CHANGELOG.md`, 'utf8')
    .split('\n')
    .some((line) => line.split(' ', 2).join(' ') === `## ${version}`),
  commit: git('rev-parse', 'HEAD'),
  build: await buildName(root),
  clean: git('status', '--porcelain') === '',
  released: existsSync(`${root}${record}`) || git('tag', '--list', `v${version}`) !== '',
  tests,
  sbom: createHash('sha256')
    .update(JSON.stringify(sbomOf(readLockFile(root))))
    .digest('hex'),
  signedOffBy: values['signed-off-by'],
  at: new Date().toISOString(),
});
if (verdict.kind === 'refused') {
  for (const reason of verdict.reasons) console.error(reason);
  process.exitCode = 1;
} else {
  writeFileSync(`${root}${record}`, `${JSON.stringify(verdict.record, null, 2)}\n`, { flag: 'wx' });
  git('add', record);
  git('commit', '--quiet', '--message', `release: ${version}`);
  git('tag', '--annotate', '--message', `Caseward ${version}`, `v${version}`);
  console.log(`v${version} is tagged; its record is ${record}.`);
}

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
}

function lastTests() {
  const [results, run] = ['results', 'run'].map((name) => `${root}test-results/${name}.json`);
  if (results === undefined || run === undefined || !existsSync(results) || !existsSync(run))
    return undefined;
  const all = JSON.parse(readFileSync(results, 'utf8')) as { outcome: string }[];
  const count = (outcome: string) => all.filter((each) => each.outcome === outcome).length;
  const told = JSON.parse(readFileSync(run, 'utf8')) as {
    at: string;
    build: string;
    whole?: boolean;
    unsteady?: string[];
  };
  const { at, build, whole, unsteady = [] } = told;
  return {
    at,
    build,
    whole: whole === true,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    unsteady,
  };
}
