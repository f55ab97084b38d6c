import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Result } from './tally.ts';

const files = {
  'mixed.test.ts': `import { before, describe, test } from 'node:test';
    test('fine', () => {});
    test('wrong', () => { throw new Error('expected so'); });
    test('left out', { skip: 'no scanner here' }, () => {});
    test('left out in silence', { skip: true }, () => {});
    test('some day', { todo: true }, () => {});
    describe('suite', () => { test('inside', () => { throw new Error('deep'); }); });
    describe('hook', () => { before(() => { throw new Error('hook'); }); test('unreached', () => {}); });`,
  'crash.test.ts': `throw new Error('at once');`,
  'endless.test.ts': `import { test } from 'node:test'; test('quick', () => {}); setInterval(() => {}, 1000);`,
  'empty.test.ts': '',
};

const folder = await mkdtemp(join(tmpdir(), 'run-files-'));
after(() => rm(folder, { recursive: true }));
let results: Result[] = [];

before(async () => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const program = `
    import { runFiles } from '${import.meta.resolve('./run-files.ts')}';
    import { Tally } from '${import.meta.resolve('./tally.ts')}';
    const tally = new Tally('${folder}');
    const files = ${JSON.stringify(Object.keys(files))}.map((name) => '${folder}/' + name);
    await runFiles(files, tally, { cwd: '${folder}', names: [], limit: 3000, write: () => {} });
    console.log(JSON.stringify(tally.results));`;
  // A test process refuses to run tests; this mark is how it knows itself.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  await writeFile(join(folder, 'main.mjs'), program);
  const run = await promisify(execFile)(process.execPath, [join(folder, 'main.mjs')], { env });
  results = JSON.parse(run.stdout);
});

function outcome(name: string): string | undefined {
  const found = results.filter((result) => result.name === name);
  assert.equal(found.length, 1, `${name} is counted once: ${JSON.stringify(results)}`);
  return found[0]?.outcome;
}

test('a test that passes, fails or is left out is counted as such', () => {
  assert.equal(outcome('fine'), 'passed');
  assert.equal(outcome('wrong'), 'failed');
  assert.equal(outcome('inside'), 'failed');
  assert.equal(outcome('left out'), 'skipped');
  assert.equal(results.find((result) => result.name === 'left out')?.reason, 'no scanner here');
});

test('a test that is skipped without a reason, or not written yet, has failed', () => {
  assert.equal(outcome('left out in silence'), 'failed');
  assert.equal(outcome('some day'), 'failed');
});

test('a suite is not counted, unless a hook of its own fails', () => {
  assert.equal(results.filter((result) => result.name === 'suite').length, 0);
  assert.equal(outcome('hook'), 'failed');
  assert.equal(outcome('unreached'), 'failed');
});

test('a file that crashes, never ends or holds no test has failed', () => {
  assert.equal(outcome('crash.test.ts'), 'failed');
  assert.equal(outcome('endless.test.ts'), 'failed');
  assert.equal(outcome('quick'), 'passed');
  assert.equal(outcome('empty.test.ts'), 'failed');
});
