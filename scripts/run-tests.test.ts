import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
/** A file that asks for no database. */
const file = 'contracts/common.test.ts';

test('a run of some tests keeps its results where it is told, beside those of all tests', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'own-results-'));
  context.after(() => rm(folder, { recursive: true }));
  // A test process refuses to run tests; this mark is how it knows itself.
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  const env = { ...inherited, CASEWARD_TEST_ADMIN_URL: 'postgres://nobody@127.0.0.1:1/none' };
  const words = ['scripts/run-tests.ts', `--results=${folder}`, file];
  await promisify(execFile)(process.execPath, words, { cwd: root, env });
  assert.deepEqual((await readdir(folder)).sort(), ['durations.json', 'results.json', 'run.json']);
  const run = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
  assert.equal(run.whole, false);
  const results: { file: string; outcome: string }[] = JSON.parse(
    await readFile(join(folder, 'results.json'), 'utf8'),
  );
  assert.ok(results.length > 0);
  assert.ok(results.every((result) => result.file === file && result.outcome === 'passed'));
});
