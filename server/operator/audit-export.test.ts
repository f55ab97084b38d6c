import assert from 'node:assert/strict';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#tests/support/database.ts';
import { StartError } from '../platform/start-error.ts';
import { writeExport } from './audit-export.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
before(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'caseward-audit-'));
});
after(() => database.drop());

test('a file is made for its owner alone, and never replaced: that is said', async () => {
  const out = join(folder, 'log.jsonl');
  await writeExport(database.operatorUrl, { out });
  assert.equal((await stat(out)).mode & 0o777, 0o600);
  await writeFile(out, 'kept');
  await assert.rejects(writeExport(database.operatorUrl, { out }), saying(/is there already/));
  assert.equal(await readFile(out, 'utf8'), 'kept');
});

test('where none can be made, that is said', async () => {
  const out = join(folder, 'nowhere', 'log.jsonl');
  await assert.rejects(writeExport(database.operatorUrl, { out }), saying(/cannot be made \(ENOENT\)/));
});

function saying(words: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof StartError && words.test(error.message);
}
