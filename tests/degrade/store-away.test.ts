import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type S3Twin, startS3Twin } from '#server/platform/blobs/s3.twin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { partIs } from './part.ts';

const CONTENT = Buffer.from('The pump stopped.');
let store: S3Twin;
let world: TestWorld;
before(async () => {
  store = await startS3Twin();
  world = await startTestWorld({
    env: {
      CASEWARD_BLOBS: 's3',
      CASEWARD_S3_ENDPOINT: store.endpoint,
      CASEWARD_S3_BUCKET: 'bucket',
      CASEWARD_S3_ACCESS_KEY_ID: 'test',
      CASEWARD_S3_SECRET_ACCESS_KEY: 'test',
    },
  });
});
after(async () => {
  await world.close();
  await store.close();
});

test('the object store goes away: health names it, cases go on, files say so, and the same upload goes on after', async () => {
  const { a, test: app } = world;
  const member = a.as('member');
  const filer = filerOf(world, 'member');
  const made = await makeCase(member, a);
  const before = await filer.upload(made.path, { name: 'before.txt', content: CONTENT });
  await partIs(app, 'storage', 'ok');
  const { body } = await filer.start(made.path, { name: 'after.txt', content: CONTENT });
  store.failOn(/./);
  await partIs(app, 'storage', 'down', 'degraded');
  const refused = await filer.piece(body.id, 0, CONTENT);
  assert.equal(refused.status, 503, refused.text);
  assert.equal(refused.body.code, 'unavailable');
  const opened = await filer.open(before.id);
  assert.equal(opened.status, 503, 'not there would be a lie: it is, and cannot be reached');
  assertStatus(await member.get(made.path), 200);
  assert.ok((await makeCase(member, a, { title: 'Written meanwhile' })).id);
  store.failOn(/^nothing$/);
  await partIs(app, 'storage', 'ok');
  const { offset } = (await member.get(`${a.path}/uploads/${body.id}`)).body;
  assert.equal(offset, 0, 'nothing of the piece was counted');
  assertStatus(await filer.piece(body.id, 0, CONTENT), 200);
  assert.equal((await filer.settled(body.id)).state, 'clean');
  for (const id of [before.id, body.id]) assert.deepEqual((await filer.open(id)).bytes, CONTENT);
});

test('a folder of files goes away, as a disk that is not mounted does, with the same answers', async () => {
  const own = await startTestWorld();
  try {
    const { a, test: app } = own;
    const filer = filerOf(own, 'member');
    const made = await makeCase(a.as('member'), a);
    const before = await filer.upload(made.path, { name: 'before.txt', content: CONTENT });
    const { body } = await filer.start(made.path, { name: 'after.txt', content: CONTENT });
    const folder = join(app.folder, 'data', 'blobs');
    await rename(folder, `${folder}-away`);
    await partIs(app, 'storage', 'down', 'degraded');
    assert.equal((await filer.piece(body.id, 0, CONTENT)).status, 503);
    assert.equal((await filer.open(before.id)).status, 503);
    assertStatus(await a.as('member').get(made.path), 200);
    await rename(`${folder}-away`, folder);
    await partIs(app, 'storage', 'ok');
    assertStatus(await filer.piece(body.id, 0, CONTENT), 200);
    assert.equal((await filer.settled(body.id)).state, 'clean');
    for (const id of [before.id, body.id]) assert.deepEqual((await filer.open(id)).bytes, CONTENT);
  } finally {
    await own.close();
  }
});
