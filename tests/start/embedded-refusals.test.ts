import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { inspectFolder, layoutOf } from '#server/platform/db/embedded.folder.ts';
import { explainServerLog } from '#server/platform/db/embedded.sentences.ts';
import { end, makeFolder, ordinary, removeFolder, sentenceOf, startProcess } from './embedded-process.ts';

const run = promisify(execFile);

let folder = '';
before(async () => {
  folder = await makeFolder();
  await end(await startProcess(folder));
});
after(() => removeFolder(folder));

/** What must not change when a start is refused: every file of the database, by size and time. */
async function footprint(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'postgres'), { recursive: true });
  const lines = names.map(async (name) => {
    const { size, mtimeMs } = await stat(join(root, 'postgres', name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(lines)).sort();
}

/** Damages the folder, expects the sentence and an untouched database, and mends it. */
async function refusedWhile(path: string, damage: string | Buffer, sentence: RegExp): Promise<void> {
  const file = join(folder, path);
  const before = await readFile(file);
  await writeFile(file, damage);
  const prints = await footprint(folder);
  assert.match(await sentenceOf(folder), sentence);
  assert.deepEqual(await footprint(folder), prints);
  await writeFile(file, before);
}

test('a data folder made by a newer version', async () => {
  await refusedWhile(
    'caseward.json',
    '{"format":2,"postgres":18}',
    /was made by a newer Caseward; install that version/,
  );
});

test('a database of another PostgreSQL, older or newer', async () => {
  await refusedWhile(
    'postgres/PG_VERSION',
    '19\n',
    /is of PostgreSQL 19, newer than the 18 of this Caseward/,
  );
  await refusedWhile(
    'postgres/PG_VERSION',
    '15\n',
    /is of PostgreSQL 15, older than the 18 of this Caseward/,
  );
});

test('a broken database', async () => {
  const control = await readFile(join(folder, 'postgres', 'global', 'pg_control'));
  await refusedWhile(
    'postgres/global/pg_control',
    Buffer.alloc(control.length),
    /is broken .* restore it from a backup/,
  );
  await refusedWhile('caseward.json', '{"format"', /is broken: its caseward\.json cannot be read/);
});

test('a lost secret', async () => {
  await refusedWhile(
    'secrets/postgres.json',
    '{}',
    /secrets\/postgres\.json, which opens the embedded database, is missing/,
  );
});

test('a database that vanished is not replaced by an empty one', async () => {
  const copy = await makeFolder();
  await cp(join(folder, 'caseward.json'), join(copy, 'caseward.json'));
  assert.match(await sentenceOf(copy), /is broken: its database is missing or incomplete/);
  assert.deepEqual(await readdir(copy), ['caseward.json']);
  await removeFolder(copy);
});

test('a folder that holds something else', async () => {
  const other = await makeFolder();
  await writeFile(join(other, 'thesis.odt'), 'years of work');
  assert.match(await sentenceOf(other), /holds files that are not Caseward's \(thesis\.odt\)/);
  assert.deepEqual(await readdir(other), ['thesis.odt']);
  await removeFolder(other);
});

test('a folder that cannot be written', async () => {
  const closed = await makeFolder();
  await chmod(closed, 0o500);
  assert.match(await sentenceOf(closed), /cannot be written; give it to the user who starts Caseward/);
  assert.match(await sentenceOf(join(closed, 'data')), /cannot be written/);
  await removeFolder(closed);
});

test('a file where the folder should be', async () => {
  const outer = await makeFolder();
  await writeFile(join(outer, 'data'), '');
  assert.match(await sentenceOf(join(outer, 'data')), /is not a folder/);
  await removeFolder(outer);
});

test('two first starts at once', async (context) => {
  const fresh = await makeFolder();
  context.after(() => removeFolder(fresh));
  const both = await Promise.all([startProcess(fresh), startProcess(fresh)]);
  const sentences = both.map(({ sentence }) => sentence).filter((sentence) => sentence !== undefined);
  assert.equal(sentences.length, 1);
  assert.match(sentences[0] ?? '', /^Another Caseward/);
  for (const started of both) await end(started);
});

test('a first start that was cut short is begun anew', async () => {
  const fresh = await makeFolder();
  await mkdir(join(fresh, 'postgres.unfinished', 'cluster'), { recursive: true });
  await writeFile(join(fresh, 'postgres.unfinished', 'pid'), '4194305');
  await run('chown', ['-R', String(ordinary.uid), fresh]);
  const started = await startProcess(fresh);
  assert.equal(started.sentence, undefined);
  await end(started);
  await removeFolder(fresh);
});

test('a disk without room', async () => {
  const layout = layoutOf(folder);
  await assert.rejects(inspectFolder(layout, 18, { fresh: 0, existing: 2 ** 53 }), /is full: at least/);
  assert.equal(await inspectFolder(layout, 18), 'existing');
});

// Only root may mount a small disk to fill; everyone else has the test above.
if (process.getuid?.() === 0)
  test('a disk that is really full, before the first start and after', onFullDisk);

async function onFullDisk(): Promise<void> {
  const disk = await makeFolder();
  await run('mount', ['-t', 'tmpfs', '-o', 'size=100m,mode=1777', 'tmpfs', disk]);
  try {
    assert.match(await sentenceOf(join(disk, 'small')), /is full: at least 160 MB must be free/);
    await cp(folder, join(disk, 'data'), { recursive: true, preserveTimestamps: true });
    await run('chown', ['-R', `${ordinary.uid}:${ordinary.gid}`, join(disk, 'data')]);
    await fill(join(disk, 'filler'));
    const prints = await footprint(join(disk, 'data'));
    assert.match(await sentenceOf(join(disk, 'data')), /is full/);
    assert.deepEqual(await footprint(join(disk, 'data')), prints);
    await rm(join(disk, 'filler'));
    const started = await startProcess(join(disk, 'data'));
    assert.equal(started.sentence, undefined);
    await end(started);
  } finally {
    await run('umount', [disk]);
    await removeFolder(disk);
  }
}

async function fill(path: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    for (;;) await handle.write(Buffer.alloc(1024 * 1024));
  } catch {
    // Full now.
  } finally {
    await handle.close();
  }
}

test('what PostgreSQL itself says of a full or read-only disk becomes the same kind of sentence', () => {
  const sentence = (line: string) => explainServerLog(line, '/srv/data')?.message;
  assert.match(
    sentence('FATAL:  could not write lock file "postmaster.pid": No space left on device') ?? '',
    /is full/,
  );
  assert.match(sentence('FATAL:  could not open file "x": Read-only file system') ?? '', /cannot be written/);
  assert.equal(sentence('LOG:  database system is ready'), undefined);
});
