import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { StartError } from '../../platform/start-error.ts';
import { restoreCommand } from './restore-command.ts';

async function said(...args: string[]) {
  const lines: string[] = [];
  const code = await restoreCommand(
    args,
    () => undefined,
    (line) => lines.push(line),
  );
  return { code, text: lines.join('\n') };
}

test('what is no moment is said, and nothing is begun', async () => {
  const { code, text } = await said('--kit', 'kit.txt', '--until', 'yesterday');
  assert.equal(code, 2);
  assert.equal(text, '--until is a moment, as in 2026-01-31T12:00:00Z; "yesterday" is none.');
});

test('without a kit, how it is used is said', async () => {
  const { code, text } = await said();
  assert.equal(code, 2);
  assert.match(text, /^caseward restore --kit FILE/);
});

test('a kit that is not there is named, by a sentence', async () => {
  const absent = join(tmpdir(), 'no-kit-here.txt');
  await assert.rejects(said('--kit', absent), (error) => {
    assert.ok(error instanceof StartError);
    assert.equal(error.message, `The recovery kit cannot be read from ${absent} (ENOENT).`);
    return true;
  });
});
