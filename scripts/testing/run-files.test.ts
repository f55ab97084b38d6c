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
let durations: { file: string; milliseconds: number }[] = [];
let batched: Result[] = [];

before(async () => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  ({ results, durations } = await outcomeOf(Object.keys(files).map((name) => [name])));
  ({ results: batched } = await outcomeOf([['mixed.test.ts', 'crash.test.ts', 'empty.test.ts']]));
});

/** What becomes of these batches in a run of their own. */
async function outcomeOf(batches: string[][]): Promise<{ results: Result[]; durations: typeof durations }> {
  const program = `
    import { runFiles } from '${import.meta.resolve('./run-files.ts')}';
    import { Tally } from '${import.meta.resolve('./tally.ts')}';
    const tally = new Tally('${folder}');
    const batches = ${JSON.stringify(batches.map((batch) => batch.map((name) => join(folder, name))))};
    await runFiles(batches, tally, { cwd: '${folder}', names: [], limit: 3000, write: () => {} });
    console.log(JSON.stringify({ results: tally.results, durations: tally.durations() }));`;
  // A test process refuses to run tests; this mark is how it knows itself.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  await writeFile(join(folder, 'main.mjs'), program);
  const run = await promisify(execFile)(process.execPath, [join(folder, 'main.mjs')], { env });
  return JSON.parse(run.stdout);
}

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

test('the time of every file is kept, the slowest first', () => {
  assert.equal(durations[0]?.file, 'endless.test.ts');
  assert.deepEqual(durations.map(({ file }) => file).sort(), Object.keys(files).sort());
});

test('files that share a process are told apart, and come out as they do alone', () => {
  const told = (all: Result[]) => all.map(({ file, name, outcome }) => `${file} ${name} ${outcome}`).sort();
  const alone = results.filter(({ file }) => file !== 'endless.test.ts');
  assert.deepEqual(told(batched), told(alone));
});

test('files behind one that ends their process have failed', async () => {
  await writeFile(join(folder, 'exit.test.ts'), 'process.exit(0);');
  await writeFile(
    join(folder, 'behind.test.ts'),
    `import { test } from 'node:test'; test('fine', () => {});`,
  );
  const { results } = await outcomeOf([['exit.test.ts', 'behind.test.ts']]);
  const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ file }) => file);
  for (const file of ['exit.test.ts', 'behind.test.ts']) assert.ok(failed.includes(file), file);
});

test('one that never ends, or leaves something open, fails in a batch too, and so do those behind it', async () => {
  const behind = `import { test } from 'node:test'; test('fine', () => {});`;
  const hangs = `import { test } from 'node:test'; test('hangs', () => new Promise(() => setInterval(() => {}, 99)));`;
  const leaves = `import { test } from 'node:test'; setInterval(() => {}, 99); test('fine', () => {});`;
  for (const [name, text] of Object.entries({ 'hangs.test.ts': hangs, 'leaves.test.ts': leaves })) {
    await writeFile(join(folder, name), text);
    await writeFile(join(folder, 'behind.test.ts'), behind);
    const { results } = await outcomeOf([[name, 'behind.test.ts']]);
    assert.ok(
      results.some(({ outcome }) => outcome === 'failed'),
      name,
    );
  }
});
