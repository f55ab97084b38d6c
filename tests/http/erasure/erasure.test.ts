import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ErasureCertificate } from '#contracts/erasure.ts';
import { purgeDue } from '#server/features/erasure/purge.ts';
import { sweepEvidence } from '#server/features/evidence/index.ts';
import { loadKeys } from '#server/operator/key-rows.ts';
import { recordCommand } from '#server/operator/record.ts';
import { listErasures, replayErasures } from '#server/operator/replay-erasures.ts';
import { scanFor } from '#server/operator/scan-erased.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { createKeyRing, localRootKey } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { exportWorkspace } from '#tests/support/exports.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const MARKER = 'Quetzalcoatlus';
let world: TestWorld;
let operator: Db;
const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, (admin) => admin.query(text, values));

before(async () => {
  world = await startTestWorld();
  operator = openDatabase({ url: world.test.database.operatorUrl, max: 2, prepared: false });
  const { b } = world;
  const made = await makeCase(b.as('member'), b, { title: `${MARKER} one`, body: `${MARKER} two` });
  const content = Buffer.from(`${MARKER} three`);
  await filerOf(world, 'member', b).upload(made.path, { name: `${MARKER}.txt`, content });
  assertStatus(await b.as('viewer').patch('/session/user', { name: MARKER }), 200);
  await exportWorkspace(b);
});
after(async () => {
  await operator.close();
  await world.close();
});

/** Where the marker stands, by the keys there are now; nothing is remembered from before. */
async function found(word = MARKER): Promise<string[]> {
  const { blobs } = world.test.app.services;
  return scanFor({ ...means(), blobs }, [word]);
}

function means() {
  const root = localRootKey(join(world.test.folder, 'root.keys'));
  return { db: operator, ring: createKeyRing({ root, load: (scope) => loadKeys(operator, scope) }) };
}

test('the scanner finds what is there, sealed or not', async () => {
  const places = (await found()).join();
  for (const place of [
    'app.cases.sealed_list',
    'app.cases.sealed_body',
    'app.evidence.sealed_list',
    'app.users.sealed_profile',
    'app.memberships.sealed_profile',
  ])
    assert.ok(places.includes(place), `${place}: ${places}`);
});

test('a person gets all there is of them, and nothing of others', async () => {
  const { b, test: app } = world;
  const { cookie, csrf, email, userId } = b.people.member;
  const reply = await fetch(`${app.url}/api/v1/account/data`, {
    method: 'POST',
    headers: { cookie, 'x-caseward-csrf': csrf },
  });
  assert.equal(reply.status, 200);
  const lines: Json[] = (await reply.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const kinds = new Set(lines.map(({ kind }) => kind));
  for (const kind of ['account', 'session', 'workspace', 'memberships', 'cases', 'evidence'])
    assert.ok(kinds.has(kind), kind);
  assert.equal(lines.find(({ kind }) => kind === 'account').content.email, email);
  assert.ok(lines.filter(({ kind }) => kind === 'memberships').every(({ user_id }) => user_id === userId));
});

const goneOf = ({ gone }: ErasureCertificate) => new Set(gone.map(({ table }) => table));

/** What goes with the viewer of B beside what lets them in, one way or another. */
async function leaveTraces() {
  const { b } = world;
  const { email, userId } = b.people.viewer;
  assertStatus(await world.anonymous.post('/sign-in/codes', { email }), 200);
  await sql(
    `insert into app.invitations (workspace_id, email_digest, sealed_email, role, token_digest, inviter_id, expires_at)
      select $1, email_digest, '\\x00', 'viewer', $2, $3, now() + interval '1 day' from app.users where id = $4`,
    [b.workspaceId, Buffer.alloc(32, 7), b.people.owner.userId, userId],
  );
  await sql(`insert into app.saved_views (workspace_id, user_id, sealed_content) values ($1, $2, '\\x00')`, [
    b.workspaceId,
    userId,
  ]);
}

async function tracesOf(userId: string): Promise<Record<string, number>> {
  const { rows } = await sql(
    `select (select count(*)::int from app.invitations v where v.email_digest = u.email_digest) as invitations,
      (select count(*)::int from app.sign_in_codes c where c.email_digest = u.email_digest) as sign_in_codes,
      (select count(*)::int from app.saved_views s where s.user_id = u.id and not s.shared) as saved_views
      from app.users u where u.id = $1`,
    [userId],
  );
  return rows[0];
}

test('a person is erased: their name stands nowhere, nothing lets them in, the certificate verifies', async () => {
  const { b } = world;
  const viewer = b.as('viewer');
  const { email, userId } = b.people.viewer;
  assertStatus(await viewer.post('/account/erasure', { confirm: 'another@example.org' }), 422);
  await leaveTraces();
  const traces = await tracesOf(userId);
  const reply = await viewer.post('/account/erasure', { confirm: email });
  assertStatus(reply, 200);
  assert.ok(goneOf(reply.body).has('sessions'));
  const told = new Map<string, number>(reply.body.gone.map((line: Json) => [line.table, line.rows]));
  for (const [table, rows] of Object.entries(traces)) assert.equal(told.get(table), rows, table);
  assert.equal(reply.body.subjectId, userId);
  assertStatus(await viewer.get('/session'), 401);
  assert.deepEqual(
    (await found()).filter((place) => /users|memberships|sessions/.test(place)),
    [],
  );
  assert.deepEqual(
    (await found(`"${email}`)).filter((place) => !place.includes('app.probe_')),
    [],
  );
  await verified(reply.body.id);
});

test('the last owner of a workspace, and whoever is bound by a legal hold, is not erased', async () => {
  const { a } = world;
  assertStatus(await a.as('owner').post('/account/erasure', { confirm: a.people.owner.email }), 409);
  const made = await makeCase(a.as('member'), a);
  await sql('update app.cases set legal_hold = true where id = $1', [made.id]);
  assertStatus(await a.as('member').post('/account/erasure', { confirm: a.people.member.email }), 409);
  const { rows } = await sql('select count(*)::int as n from app.erasures');
  assert.equal(rows[0].n, 1);
});

test('a workspace that was given up is shut at once, and can be taken back by its owner', async () => {
  const { b } = world;
  const owner = b.as('owner');
  const { name } = (await owner.get(b.path)).body;
  assertStatus(await b.as('admin').get(`${b.path}/deletion`), 403);
  const { body: loss } = await owner.get(`${b.path}/deletion`);
  assert.ok(loss.cases >= 1 && loss.files >= 1 && loss.bytes > 0 && loss.members >= 5 && loss.holds === 0);
  assertStatus(await b.as('admin').post(`${b.path}/deletion`, { confirm: name }), 403);
  assertStatus(await owner.post(`${b.path}/deletion`, { confirm: 'Another' }), 422);
  assertStatus(await owner.post(`${b.path}/deletion`, { confirm: name }), 202);
  for (const role of ['owner', 'member'] as const) assertStatus(await b.as(role).get(b.path), 404);
  assertStatus(await b.as('admin').delete(`/account/deletions/${b.workspaceId}`), 404);
  assert.equal((await owner.get('/account/deletions')).body.items[0].name, name);
  await purgeDue(world.test.app.services);
  assertStatus(await owner.delete(`/account/deletions/${b.workspaceId}`), 204);
  assertStatus(await b.as('member').get(b.path), 200);
});

test('a legal hold keeps a workspace', async () => {
  const { a } = world;
  const { name } = (await a.as('owner').get(a.path)).body;
  assertStatus(await a.as('owner').post(`${a.path}/deletion`, { confirm: name }), 409);
});

test('after its days nothing of it is left in tables, index, store or under any key, and the certificate says what went', async () => {
  const { b, test: app } = world;
  const { name } = (await b.as('owner').get(b.path)).body;
  assertStatus(await b.as('owner').post(`${b.path}/deletion`, { confirm: name }), 202);
  await sql(`update app.workspaces set deletion_at = now() - interval '1 minute' where id = $1`, [
    b.workspaceId,
  ]);
  await purgeDue(app.app.services);
  await sweepEvidence(app.app.services);
  assert.deepEqual(await found(), []);
  assertStatus(await b.as('owner').delete(`/account/deletions/${b.workspaceId}`), 404);
  assert.deepEqual(await Array.fromAsync(app.app.services.blobs.list(b.workspaceId)), []);
  const { rows } = await sql(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where n.nspname = 'app' and c.relkind = 'r' and c.relname <> 'audit_entries'`);
  for (const { name: table } of rows) {
    const left = await sql(`select 1 from app.${table} where workspace_id = $1`, [b.workspaceId]);
    assert.equal(left.rows.length, 0, `rows of ${table} are left`);
  }
  const { rows: kept } = await sql(`select id from app.erasures where kind = 'workspace'`);
  const certificate = JSON.parse((await verified(kept[0].id)).record);
  const gone = goneOf(certificate);
  assert.ok(gone.has('cases') && gone.has('workspace_keys') && certificate.kept.length >= 2);
  const byWorkspace = await world.anonymous.get(`/erasures/${b.workspaceId}`);
  assert.equal(JSON.parse(byWorkspace.body.record).id, certificate.id);
});

test('what a restore brings back goes again, and a second replay does nothing', async () => {
  const newer = await listErasures(operator);
  const person = newer.find(({ kind }) => kind === 'person');
  assert.ok(person);
  // As an older backup has it: the person is there, and the erasure is not known.
  await sql('delete from app.erasures');
  await sql(
    `update app.users set sealed_profile = '\\x01', email_digest = '\\x02', disabled_at = null where id = $1`,
    [person.subject_id],
  );
  await sql(`update app.workspaces set state = 'active' where id = $1`, [world.b.workspaceId]);
  const again = await replayErasures(means(), newer);
  assert.deepEqual([again.people, again.workspaces, again.workspaceIds], [1, 1, [world.b.workspaceId]]);
  const { rows } = await sql(
    'select encode(email_digest, $2) as digest, disabled_at from app.users where id = $1',
    [person.subject_id, 'hex'],
  );
  assert.equal(rows[0].digest, person.replacement.digest);
  assert.ok(rows[0].disabled_at);
  const third = await replayErasures(means(), newer);
  assert.deepEqual([third.people, third.workspaces], [0, 0]);
});

async function verified(id: string): Promise<Json> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { status, body } = await world.anonymous.get(`/erasures/${id}`);
    assert.equal(status, 200);
    if (body.note !== null) {
      const folder = await mkdtemp(join(tmpdir(), 'caseward-erasure-'));
      try {
        const path = join(folder, 'certificate.json');
        await writeFile(path, JSON.stringify(body));
        assert.equal(await recordCommand(['verify', path], () => undefined), 0);
        await writeFile(path, JSON.stringify({ ...body, record: body.record.replace('"gone"', '"none"') }));
        assert.equal(await recordCommand(['verify', path], () => undefined), 1);
      } finally {
        await rm(folder, { recursive: true });
      }
      return body;
    }
    await pause(100);
  }
  throw new Error('the certificate was not signed');
}
