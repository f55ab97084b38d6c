import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { cleanEnvironment, withRunFolder } from './surroundings.ts';

const kept = { ...process.env };
let folder = '';

beforeEach(() => {
  folder = '';
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
  Object.assign(process.env, kept);
});

test('what tests leave in the temporary folder is gone after the run', async () => {
  const earlier = tmpdir();
  await withRunFolder(async () => {
    folder = tmpdir();
    await writeFile(join(folder, 'left'), 'behind');
  });
  assert.notEqual(folder, earlier);
  assert.equal(tmpdir(), earlier);
  assert.equal(existsSync(folder), false);
});

test('it is gone as well when the run breaks', async () => {
  const run = withRunFolder(async () => {
    folder = tmpdir();
    throw new Error('broken');
  });
  await assert.rejects(run, /broken/);
  assert.equal(existsSync(folder), false);
});

test('a process that outlives the run is named and ended', async () => {
  let ended: Promise<unknown[]> | undefined;
  const left = await withRunFolder(async () => {
    const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    ended = once(child, 'exit');
    await once(child, 'spawn');
  });
  assert.deepEqual(left, ['sleep 600']);
  assert.deepEqual(await ended, [null, 'SIGKILL']);
});

test('nobody is named when all have ended', async () => {
  const left = await withRunFolder(async () => void (await once(spawn('true'), 'exit')));
  assert.deepEqual(left, []);
});

test("the settings of the person's own installation do not reach the tests", () => {
  process.env.DATABASE_URL = 'postgres://real.example/cases';
  process.env.CASEWARD_PUBLIC_URL = 'https://real.example';
  process.env.CASEWARD_TEST_NOTE = 'stays';
  cleanEnvironment();
  assert.equal(process.env.DATABASE_URL, undefined);
  assert.equal(process.env.CASEWARD_PUBLIC_URL, undefined);
  assert.equal(process.env.CASEWARD_TEST_NOTE, 'stays');
  assert.equal(process.env.NODE_ENV, 'test');
});
