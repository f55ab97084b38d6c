import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { blobKey } from './blob-key.ts';
import { blobStoreContract, pieces } from './blob-store.contract.ts';
import { BlobMissing, BlobStoreAway } from './blob-store.ts';
import { openFolderStore } from './folder-store.ts';

const root = await mkdtemp(join(tmpdir(), 'caseward-blobs-'));
after(() => rm(root, { recursive: true }));
let count = 0;
const newFolder = () => join(root, String(++count));
const KEY = blobKey('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-9000-000000000002');

blobStoreContract('folder', () => openFolderStore({ folder: newFolder() }));

test('only its own user may enter the folder or read a blob', async () => {
  const folder = newFolder();
  await mkdir(folder, { mode: 0o755 });
  const store = await openFolderStore({ folder });
  await store.put(KEY, pieces(Buffer.from('sealed')));
  const mode = async (path: string) => (await stat(path)).mode & 0o777;
  assert.equal(await mode(folder), 0o700);
  assert.equal(await mode(join(folder, KEY, '..')), 0o700);
  assert.equal(await mode(join(folder, KEY)), 0o600);
  assert.equal((await readFile(join(folder, KEY))).toString(), 'sealed');
});

test('a folder inside the web root is refused, one beside it is not', async () => {
  const folder = newFolder();
  for (const webRoot of [folder, root]) {
    await assert.rejects(openFolderStore({ folder, webRoot }), /web root/);
  }
  await openFolderStore({ folder, webRoot: join(root, 'web') });
  await assert.rejects(openFolderStore({ folder: 'blobs' }), /absolute/);
});

test('what a crash left half-written is swept at the next start, a running upload is not', async () => {
  const folder = newFolder();
  await openFolderStore({ folder });
  const incoming = join(folder, '.incoming');
  await writeFile(join(incoming, 'old'), 'x');
  await writeFile(join(incoming, 'running'), 'x');
  await utimes(join(incoming, 'old'), 0, 0);
  await openFolderStore({ folder });
  assert.deepEqual(await readdir(incoming), ['running']);
});

test('no half-written file stays after a failed or refused put', async () => {
  const folder = newFolder();
  const store = await openFolderStore({ folder });
  await store.put(KEY, pieces(Buffer.from('a')));
  await assert.rejects(store.put(KEY, pieces(Buffer.from('b'))));
  assert.deepEqual(await readdir(join(folder, '.incoming')), []);
});

test('a folder that is gone is away, and nothing in it is missing; back again, all of it is there', async () => {
  const folder = newFolder();
  const store = await openFolderStore({ folder });
  await store.put(KEY, pieces(Buffer.from('a')));
  await rename(folder, `${folder}-away`);
  const other = blobKey('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-9000-000000000003');
  for (const act of [
    () => store.put(other, pieces(Buffer.from('b'))),
    () => store.get(KEY),
    () => store.head(KEY),
    () => store.delete(KEY),
    () => Array.fromAsync(store.list('00000000-0000-4000-8000-000000000001')),
  ])
    await assert.rejects(act(), BlobStoreAway);
  await rename(`${folder}-away`, folder);
  assert.equal((await store.head(KEY))?.size, 1);
  await assert.rejects(store.get(other), BlobMissing);
  await store.put(other, pieces(Buffer.from('b')));
});
