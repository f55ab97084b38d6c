import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import { sweepEvidence } from '#server/features/evidence/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type Filer, filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let filer: Filer;
before(async () => {
  world = await startTestWorld();
  filer = filerOf(world, 'member');
});
after(() => world.close());

const services = () => world.test.app.services;
const run = (sql: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (client) => (await client.query(sql, values)).rows);

async function blobCount(): Promise<number> {
  return (await Array.fromAsync(services().blobs.list(world.a.workspaceId))).length;
}

test('the bytes of a purged case are gone with it, and of no other', async () => {
  const [kept, purged] = [
    await makeCase(world.a.as('owner'), world.a),
    await makeCase(world.a.as('owner'), world.a),
  ];
  const content = Buffer.from('x');
  const owner = filerOf(world, 'owner');
  const stays = await owner.upload(kept.path, { name: 'kept.txt', content });
  await owner.upload(purged.path, { name: 'purged.txt', content });
  await sweepEvidence(services());
  assert.equal(await blobCount(), 2);
  await run('delete from app.cases where id = $1', [purged.id]);
  assert.equal(await blobCount(), 2, 'the row goes first');
  await sweepEvidence(services());
  assert.equal(await blobCount(), 1);
  assert.equal((await owner.open(stays.id)).status, 200);
  assert.deepEqual(await run('select * from app.gone_files'), []);
});

test('an upload of yesterday is given up with its pieces, one of today is not', async () => {
  const { path } = await makeCase(world.a.as('member'), world.a);
  const before = await blobCount();
  const content = Buffer.alloc(PIECE_BYTES + 1, 'a');
  const [old, young] = [
    await filer.start(path, { name: 'old.txt', content }),
    await filer.start(path, { name: 'young.txt', content }),
  ];
  for (const { body } of [old, young])
    assertStatus(await filer.piece(body.id, 0, content.subarray(0, PIECE_BYTES)), 200);
  await run(`update app.evidence set created_at = now() - interval '25 hours' where id = $1`, [old.body.id]);
  await sweepEvidence(services());
  assert.equal(await blobCount(), before + 1);
  assertStatus(await world.a.as('member').get(`${world.a.path}/uploads/${old.body.id}`), 404);
  assertStatus(await filer.piece(young.body.id, PIECE_BYTES, Buffer.from('a')), 200);
  assert.equal((await filer.settled(young.body.id)).state, 'clean');
});

test('a file whose turn to be looked at got lost is looked at after all', async () => {
  const { path } = await makeCase(world.a.as('member'), world.a);
  const { jobs } = services();
  Object.assign(services(), { jobs: { ...jobs, send: async () => undefined } });
  const { body } = await filer.start(path, { name: 'a.txt', content: Buffer.from('x') });
  await filer.piece(body.id, 0, Buffer.from('x'));
  Object.assign(services(), { jobs });
  await sweepEvidence(services());
  const asked = await world.a.as('member').get(`${world.a.path}/uploads/${body.id}`);
  assert.equal(asked.body.state, 'quarantined', 'it may still have its turn');
  await run(`update app.evidence set created_at = now() - interval '6 minutes' where id = $1`, [body.id]);
  await sweepEvidence(services());
  assert.equal((await filer.settled(body.id)).state, 'clean');
});
