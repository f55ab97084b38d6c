import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testFiles } from '../../scripts/testing/test-files.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'caseward-gate-'));
after(() => rmSync(folder, { recursive: true }));

/** The exit code of `.ci/run` in an empty project, where `npm` prints and ends as told. */
function gate(npm: string): number | null {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(folder, '.ci'), { recursive: true });
  cpSync(join(root, '.ci/run'), join(folder, '.ci/run'));
  // Nobody in particular, so that nothing is installed.
  for (const [name, script] of Object.entries({ npm, id: 'echo 1000' })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { PATH: `${bin}:/usr/bin:/bin` };
  return spawnSync('bash', [join(folder, '.ci/run')], { env, encoding: 'utf8', timeout: 60_000 }).status;
}

test('a build in which everything passes goes on', () => assert.equal(gate('echo "3 passed, 0 failed"'), 0));

test('one failing test stops the build', () => {
  assert.notEqual(gate('echo "3 passed, 1 failed"; exit 1'), 0);
  assert.notEqual(gate('echo "3 passed, 1 failed"'), 0);
});

test('a run that ends badly, counts nothing or says nothing stops the build', () => {
  assert.notEqual(gate('echo "3 passed, 0 failed"; exit 1'), 0);
  assert.notEqual(gate('echo "0 passed, 0 failed"'), 0);
  assert.notEqual(gate('true'), 0);
});

test('the second run of some tests leaves the results of all tests as they are', () => {
  const script = readFileSync(join(root, '.ci/run'), 'utf8');
  for (const [line] of script.matchAll(/^.*npm test --.*$/gm))
    assert.match(line, /--results=test-results\/\w/);
  assert.match(script, /npm test --/);
});

test('every build runs the security tests', () => {
  const script = readFileSync(join(root, '.ci/run'), 'utf8');
  assert.match(script, /^ {2}step tests npm test$/m);
  const files = testFiles(root, []);
  for (const name of [
    'tests/rls/',
    'tests/attacks/',
    'tests/proofs/sabotage',
    'tests/http/door/',
    'security/crypto/',
  ]) {
    assert.ok(
      files.some((file) => file.includes(name)),
      name,
    );
  }
});
