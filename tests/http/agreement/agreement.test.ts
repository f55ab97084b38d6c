import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Acceptance } from '#contracts/agreement.ts';
import type { SignedRecord } from '#contracts/records.ts';
import { recordCommand } from '#server/operator/record.ts';
import { sha256Hex } from '#server/security/crypto/index.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let accepted: Acceptance;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const path = () => `${world.a.path}/agreement`;
const owner = () => world.a.as('owner');
const admin = () => world.a.as('admin');
const who = { organisation: 'Example Ltd', name: 'Ada Example', role: 'Director' };

test('anyone reads the agreement, with annexes of what the deployment is', async () => {
  const { body } = await world.anonymous.get('/trust/agreement');
  const ids = body.sections.map(({ id }: { id: string }) => id);
  for (const id of ['security', 'annex-data', 'annex-measures', 'annex-providers'])
    assert.ok(ids.includes(id));
  const again = await world.anonymous.get('/trust/agreement');
  assert.equal(again.body.digest, body.digest, 'the same text has the same digest');
  assert.ok(body.version.endsWith(body.digest.slice(0, 8)));
});

test('whoever administers reads it and accepts it; nobody else does either', async () => {
  const { body } = await admin().get(path());
  assert.deepEqual([body.due, body.acceptances, body.changes], [true, [], []]);
  const { digest, version } = body.text;
  for (const role of ['manager', 'reviewer', 'member', 'viewer'] as const) {
    assertStatus(await world.a.as(role).get(path()), 403);
    assertStatus(await world.a.as(role).post(`${path()}/acceptances`, { digest, ...who }), 403);
  }
  const made = await owner().post(`${path()}/acceptances`, { digest, ...who });
  assertStatus(made, 201);
  accepted = made.body;
  assert.deepEqual([accepted.version, accepted.digest, accepted.name], [version, digest, who.name]);
  const now = await admin().get(path());
  assert.deepEqual([now.body.due, now.body.acceptances.length], [false, 1]);
});

test('another text than the one that stands is not accepted, and nothing is kept of it', async () => {
  const digest = 'a'.repeat(64);
  const reply = await owner().post(`${path()}/acceptances`, { digest, ...who });
  assertStatus(reply, 409);
  assert.equal((await owner().get(path())).body.acceptances.length, 1);
});

test('a new version shows what changed and asks again, and the accepted text stays as it was', async () => {
  const { services } = world.test.app;
  const place = { use: 'mail', host: 'relay.test', region: 'eu-north', standing: 'inside' } as const;
  const { outsidePlaces } = services;
  Object.assign(services, { outsidePlaces: [place] });
  try {
    const { body } = await owner().get(path());
    assert.equal(body.due, true);
    assert.deepEqual(
      body.changes.map(({ id }: { id: string }) => id),
      ['annex-providers'],
    );
    assert.match(body.changes[0].after.join(), /carries mail; eu-north/);
    const late = await owner().post(`${path()}/acceptances`, { digest: accepted.digest, ...who });
    assertStatus(late, 409);
    assert.equal(body.acceptances[0].digest, accepted.digest);
  } finally {
    Object.assign(services, { outsidePlaces });
  }
  assert.equal((await owner().get(path())).body.due, false);
});

test('the PDF of what was accepted names who did; the one on offer nobody', async () => {
  const pdf = async (file: string) => {
    const reply = await owner().get(`${path()}${file}`);
    assertStatus(reply, 200);
    assert.equal(reply.headers.get('content-type'), 'application/pdf');
    assert.ok(reply.text.startsWith('%PDF-'));
    return reply.text.length;
  };
  assert.ok((await pdf('/agreement.pdf')) > 5_000);
  assert.ok((await pdf(`/acceptances/${accepted.id}/agreement.pdf`)) > 5_000);
});

test('the record of an acceptance is signed within seconds, and verified without the server', async () => {
  const file = await signed();
  assert.equal(file.digest, sha256Hex(file.record));
  const record = JSON.parse(file.record);
  assert.deepEqual([record.kind, record.digest, record.role], ['agreement', accepted.digest, 'Director']);
  const folder = await mkdtemp(join(tmpdir(), 'caseward-agreement-'));
  const verify = async (content: SignedRecord) => {
    await writeFile(join(folder, 'record.json'), JSON.stringify(content));
    return recordCommand(['verify', join(folder, 'record.json')], () => undefined);
  };
  try {
    assert.equal(await verify(file), 0);
    assert.equal(await verify({ ...file, record: file.record.replace('Director', 'Nobody') }), 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('acceptance and reading are in the audit log, by kind and never by name', async () => {
  const query = { filter: { actions: ['agreement.accepted'] } };
  const { items } = (await owner().post(`${world.a.path}/audit/query`, query)).body;
  assert.equal(items.length, 1);
  assert.ok(!JSON.stringify(items).includes(who.name));
});

test('another workspace neither finds nor reads it', async () => {
  const { b } = world;
  assert.deepEqual((await b.as('owner').get(`${b.path}/agreement`)).body.acceptances, []);
  assertStatus(await b.as('owner').get(`${b.path}/agreement/acceptances/${accepted.id}`), 404);
  assertStatus(await b.as('owner').get(`${b.path}/agreement/acceptances/${accepted.id}/agreement.pdf`), 404);
});

async function signed(): Promise<SignedRecord> {
  for (let waited = 0; waited < 200; waited += 1) {
    const { body } = await owner().get(`${path()}/acceptances/${accepted.id}`);
    if (body.note !== null) return body;
    await setTimeout(100);
  }
  throw new Error('nobody signed it');
}
