import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import { blobKey } from '#server/platform/blobs/index.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { localRootKey, type RootKey, SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type Filer, filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { summary } from './keys-rotate.ts';
import { addDataKeys, finishRotation } from './rotate-keys.ts';

const FILES = 12;
const long = Buffer.alloc(PIECE_BYTES + 5, 'Written down. ');

let world: TestWorld;
let db: Db;
let root: RootKey;
let filer: Filer;
let files: string[];
let unfinished: string;

before(async () => {
  world = await startTestWorld();
  db = openDatabase({ url: world.test.database.operatorUrl, max: 4, prepared: false });
  root = localRootKey(join(world.test.folder, 'root.keys'));
  filer = filerOf(world, 'member');
  const { path } = await makeCase(world.a.as('member'), world.a);
  files = [];
  for (let n = 0; n < FILES; n += 1) {
    files.push((await filer.upload(path, { name: `${n}.txt`, content: Buffer.from(`File ${n}`) })).id);
  }
  const started = await filer.start(path, { name: 'long.txt', content: long });
  unfinished = started.body.id;
  assertStatus(await filer.piece(unfinished, 0, long.subarray(0, PIECE_BYTES)), 200);
});
after(async () => {
  await db.close();
  await world.close();
});

const blobs = () => world.test.app.services.blobs;
const means = () => ({ blobs: blobs(), live: world.test.app.services.db });
const admin = (sql: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    return (await client.query(sql, values)).rows;
  });

async function serverReloads(): Promise<void> {
  const { keys } = world.test.app.services;
  for (const scope of [SYSTEM_SCOPE, world.a.workspaceId, world.b.workspaceId]) await keys.reload(scope);
}

/** What comes of opening each file. */
async function contents(): Promise<string[]> {
  const opened = await Promise.all(files.map((id) => filer.open(id)));
  return opened.map(({ status, bytes }) => (status === 200 ? bytes.toString() : String(status)));
}
const whole = Array.from({ length: FILES }, (_, n) => `File ${n}`);

/** A database that dies at the nth statement that this run sends. */
function dyingAt(of: Db, statements: number): Db {
  let left = statements;
  const run: Db['run'] = (statement, values) => {
    left -= 1;
    if (left < 0) throw new Error('killed');
    return of.run(statement, values);
  };
  return { ...of, run };
}

test('a rotation that dies among the files loses none, and is gone on with', async () => {
  await addDataKeys(db, root);
  await serverReloads();
  for (const statements of [3, 5, 6]) {
    await assert.rejects(finishRotation(dyingAt(db, statements), root, means()), /killed/);
    assert.deepEqual(await contents(), whole);
  }
  const [{ some }] = await admin(
    'select count(*)::int as some from app.evidence where sealed_file_key is not null',
  );
  assert.ok(some > 0 && some < FILES, `${some} keys were sealed anew`);
  const report = await finishRotation(db, root, means());
  assert.ok(report.files > 0);
  assert.deepEqual([...report.unreadable], []);
  assert.match(summary(report), new RegExp(`keys of ${report.files} files anew`));
  assert.deepEqual(await contents(), whole);
  const [{ left }] = await admin(`select count(*)::int as left from (
    select sealed_file_key from app.evidence where state = 'clean' union all
    select sealed_file_key from app.evidence_pieces) f
    where sealed_file_key is null or get_byte(sealed_file_key, 4) <> 2`);
  assert.equal(left, 0);
});

test('the next rotation seals the same keys anew where they are, and an upload goes on through it', async () => {
  await addDataKeys(db, root);
  await serverReloads();
  const report = await finishRotation(db, root, means());
  assert.equal(report.files, FILES + 1);
  assertStatus(await filer.piece(unfinished, PIECE_BYTES, long.subarray(PIECE_BYTES)), 200);
  assert.equal((await filer.settled(unfinished)).state, 'clean');
  assert.ok((await filer.open(unfinished)).bytes.equals(long));
});

test('files do not keep an old key any more', async () => {
  await admin('update app.audit_entries set ip_sealed = null');
  const report = await finishRotation(db, root, { ...means(), graceHours: 0 });
  assert.deepEqual([report.kept, report.retired > 0], [0, true]);
  await serverReloads();
  assert.deepEqual(await contents(), whole);
});

test('control: by the key in its own head alone, no file would open now', async () => {
  const kept = await admin('select id, sealed_file_key from app.evidence where sealed_file_key is not null');
  await admin('update app.evidence set sealed_file_key = null');
  assert.deepEqual(new Set(await contents()), new Set(['500']));
  const report = await finishRotation(db, root, means());
  assert.equal(report.unreadable.size, kept.length);
  for (const { id, sealed_file_key } of kept) {
    await admin('update app.evidence set sealed_file_key = $2 where id = $1', [id, sealed_file_key]);
  }
  assert.deepEqual(await contents(), whole);
});

test('a file whose bytes are lost is told, and stops nothing', async () => {
  const [row] = await admin('select id, blob_key from app.evidence where id = $1', [files[0]]);
  await admin('update app.evidence set sealed_file_key = null where id = $1', [files[0]]);
  await blobs().delete(blobKey(world.a.workspaceId, row.blob_key));
  await addDataKeys(db, root);
  await serverReloads();
  const report = await finishRotation(db, root, means());
  assert.deepEqual([...report.unreadable], [`app.evidence.file ${row.id}`]);
  assert.deepEqual((await contents()).slice(1), whole.slice(1));
});
