import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verifyExport } from '#server/security/audit/verify.ts';
import { sha256Hex } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeToken } from '#tests/support/api-tokens.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { type Archive, exportWorkspace, fetchArchive, openZip, recordsOf } from '#tests/support/exports.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let made: Json;
let done: Json;
let archive: Archive;
let bytes: Buffer;
const file = Buffer.from('pump manual, page one');

before(async () => {
  world = await startTestWorld();
  const { a } = world;
  made = await makeCase(a.as('member'), a, { title: '=Pump "failed"', body: 'It stopped.' });
  await makeCase(world.b.as('member'), world.b, { title: 'Nobody else’s business', body: 'Of B.' });
  await filerOf(world, 'member').upload(made.path, { name: 'manual.txt', content: file });
  const comment = { anchor: { kind: 'case' }, text: 'Why did it stop?', mentionIds: [] };
  assertStatus(await a.as('reviewer').post(`${made.path}/comments`, comment), 201);
  await makeToken(a);
  done = await exportWorkspace(a);
  const reply = await fetchArchive(world, a, done.id);
  assert.equal(reply.status, 200);
  bytes = Buffer.from(await reply.arrayBuffer());
  archive = await openZip(bytes);
});
after(() => world.close());

test('one request gives the whole workspace: records, files, audit log, a table and a manifest', async () => {
  assert.equal(done.state, 'done');
  assert.equal(done.size, bytes.length);
  const [one] = recordsOf(archive, 'cases');
  assert.deepEqual([one.id, one.list.title, one.body.body], [made.id, '=Pump "failed"', 'It stopped.']);
  assert.equal(recordsOf(archive, 'memberships').length, 6);
  assert.ok(recordsOf(archive, 'memberships').every(({ profile }) => profile.email.includes('@')));
  assert.equal(recordsOf(archive, 'comments')[0]?.content.text, 'Why did it stop?');
  assert.equal(recordsOf(archive, 'workspaces').length, 1);
  const [evidence] = recordsOf(archive, 'evidence');
  assert.deepEqual(archive.get(`files/${evidence.id}/manual.txt`), file);
  const log = archive.get('audit-log.jsonl')?.toString().trim().split('\n') ?? [];
  assert.equal((await verifyExport(log)).firstBad, undefined);
  assert.match(
    archive.get('csv/cases.csv')?.toString() ?? '',
    /^number,title[^\n]+\r\n1,"'=Pump ""failed""",/,
  );
});

test('the manifest names every other file with its digest, and what is left out with the reason', () => {
  const manifest = JSON.parse(archive.get('manifest.json')?.toString() ?? '');
  assert.equal(manifest.workspaceId, world.a.workspaceId);
  const named = manifest.files.map(({ name, sha256, size }: Json) => [name, sha256, size]);
  const there = [...archive]
    .filter(([name]) => name !== 'manifest.json')
    .map(([name, content]) => [name, sha256Hex(content), content.length]);
  assert.deepEqual(named, there);
  assert.ok(manifest.leftOut['app.passwords'] && manifest.leftOut['app.api_tokens.secret_hash']);
});

test('no hash, token, key or other workspace is in it', async () => {
  const all = Buffer.concat([...archive.values()]);
  const secrets = await withClient(world.test.database.adminUrl, async (admin) => {
    const { rows } = await admin.query(`
      select secret_hash as s from app.api_tokens union all select pass_id::text from app.api_tokens
      union all select encode(wrapped, 'hex') from app.workspace_keys union all select id::text from app.sessions`);
    return rows.map(({ s }) => s);
  });
  assert.ok(secrets.length > 5);
  for (const secret of secrets) {
    const outside = [...archive].filter(([name]) => name !== 'audit-log.jsonl').map(([, content]) => content);
    assert.ok(!Buffer.concat(outside).includes(secret), 'a secret is in the archive');
  }
  assert.ok(!all.includes('Nobody else') && !all.includes(world.b.workspaceId));
});

test('nothing of it is in the store or the database in clear', async () => {
  const { blobs } = world.test.app.services;
  const kept: Buffer[] = [];
  for await (const { key } of blobs.list(world.a.workspaceId)) {
    kept.push(Buffer.concat(await Array.fromAsync(await blobs.get(key))));
  }
  assert.ok(kept.length > 15);
  for (const word of ['Pump', 'stopped', 'manual', 'records/'])
    assert.ok(!Buffer.concat(kept).includes(word), word);
});

test('only who asked for it may fetch it, and that is in the audit log', async () => {
  const { a } = world;
  assert.equal((await fetchArchive(world, a, done.id, 'admin')).status, 404);
  assert.equal((await fetchArchive(world, a, done.id, 'manager')).status, 403);
  assert.equal((await fetchArchive(world, world.b, done.id)).status, 404);
  const { items } = (await a.as('owner').post(`${a.path}/audit/query`, { filter: { targetId: done.id } }))
    .body;
  assert.deepEqual(
    items.map(({ action }: Json) => action),
    ['export.fetched', 'export.done', 'export.requested'],
  );
});

test('a day later, or once it was ended, it is gone, and its bytes with it', async () => {
  const { a, test: app } = world;
  assertStatus(await a.as('admin').delete(`${a.path}/exports/${done.id}`), 204);
  assert.equal((await fetchArchive(world, a, done.id)).status, 410);
  await withClient(app.database.adminUrl, async (admin) => {
    const { rows } = await admin.query('select count(*)::int as n from app.export_files');
    assert.equal(rows[0].n, 0);
    assert.ok((await admin.query('select 1 from app.gone_files')).rows.length > 10);
  });
});
