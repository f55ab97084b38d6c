import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadKeys } from '#server/operator/key-rows.ts';
import { listErasures, replayErasures } from '#server/operator/replay-erasures.ts';
import { scanFor } from '#server/operator/scan-erased.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { createKeyRing, localRootKey, sha256Hex } from '#server/security/crypto/index.ts';
import { invite, lastTo, openStage, type Someone, type Stage } from '#tests/attacks/stage.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, clientOf, type Json } from '#tests/support/client.ts';
import type { Place } from '#tests/support/world.ts';

let stage: Stage;
let operator: Db;
before(async () => {
  stage = await openStage();
  operator = openDatabase({ url: stage.world.test.database.operatorUrl, max: 2, prepared: false });
});
after(async () => {
  await operator.close();
  await stage.close();
});

const sql = async (text: string, values: unknown[] = []) =>
  (await withClient(stage.world.test.database.adminUrl, (admin) => admin.query(text, values))).rows;
const pathOf = (place: Place) => `${place.path}/privacy-requests`;

async function asks(place: Place, kind: string, email: string): Promise<string> {
  const body = { law: 'gdpr', kind, name: 'Somebody', email, details: '' };
  const made = await place.as('owner').post(pathOf(place), body);
  assertStatus(made, 201);
  return made.body.id;
}

async function recognised(place: Place, kind: string, email: string): Promise<string> {
  const id = await asks(place, kind, email);
  assertStatus(await step(place, id, { step: 'identity', how: 'By a passport' }), 200);
  return id;
}

const step = (place: Place, id: string, body: object) =>
  place.as('owner').post(`${pathOf(place)}/${id}/steps`, body);
const copy = (place: Place, id: string, role: 'owner' | 'admin' | 'manager' = 'owner') =>
  place.as(role).post(`${pathOf(place)}/${id}/copy`, undefined);
const erase = (place: Place, id: string, confirm: string, role: 'owner' | 'admin' = 'owner') =>
  place.as(role).post(`${pathOf(place)}/${id}/erasure`, { confirm });

async function listed(place: Place, id: string): Promise<Json> {
  const { items } = (await place.as('owner').get(pathOf(place))).body;
  return items.find((item: Json) => item.id === id);
}

test('a copy is made once the identity is checked, of what names who asks, and is tied to the request', async () => {
  const { a } = stage.world;
  const { email, userId } = a.people.member;
  const title = 'A case of whoever asks';
  await makeCase(a.as('member'), a, { title });
  await makeCase(a.as('manager'), a, { title: 'A case of somebody else' });
  const id = await asks(a, 'access', email);
  assertStatus(await copy(a, id), 409);
  assert.deepEqual((await listed(a, id)).doable, []);
  assertStatus(await step(a, id, { step: 'identity', how: 'By a passport' }), 200);
  const open = await listed(a, id);
  assert.deepEqual([open.doable, open.member.person.id], [['copy'], userId]);
  assertStatus(await copy(a, id, 'manager'), 403);

  const reply = await copy(a, id);
  assertStatus(reply, 200);
  const lines: Json[] = reply.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(reply.text.includes(title) && !reply.text.includes('A case of somebody else'));
  assert.ok(lines.filter(({ kind }) => kind === 'memberships').every(({ user_id }) => user_id === userId));
  const { acts } = await listed(a, id);
  assert.deepEqual(
    acts.map(({ kind, lines: count, digest }: Json) => [kind, count, digest]),
    [['copy', lines.length, sha256Hex(reply.text)]],
  );
});

test('nothing is done that was not asked for, for nobody of the workspace, nor of another one', async () => {
  const { a, b } = stage.world;
  const { email } = a.people.reviewer;
  assertStatus(await copy(a, await recognised(a, 'deletion', email)), 409);
  assertStatus(await erase(a, await recognised(a, 'access', email), email), 409);
  const stranger = b.people.member.email;
  assertStatus(await copy(a, await recognised(a, 'access', stranger)), 404);
  assertStatus(await erase(a, await recognised(a, 'deletion', stranger), stranger), 404);
  const id = await recognised(a, 'access', email);
  assertStatus(await copy(b, id), 404);
  assertStatus(await copy(a, id), 200);
});

test('whoever asked is told of it with the answer, not before, and the record holds it', async () => {
  const { a, anonymous } = stage.world;
  const { email } = a.people.viewer;
  const body = {
    workspaceId: a.workspaceId,
    law: 'gdpr',
    kind: 'portability',
    name: 'V',
    email,
    details: '',
  };
  assertStatus(await anonymous.post('/privacy-requests', body), 202);
  const letter = lastTo(stage, email);
  assert.ok('token' in letter);
  const proof = { workspaceId: a.workspaceId, token: letter.token };
  const follow = async () => (await anonymous.post('/privacy-requests/confirmations', proof)).body;
  assert.equal((await follow()).state, 'identity_checked');
  const { items } = (await a.as('owner').get(pathOf(a))).body;
  const { id } = items.find((item: Json) => item.email === email && item.kind === 'portability');
  const made = await copy(a, id);
  assertStatus(made, 200);
  assert.deepEqual((await follow()).acts, []);
  assertStatus(await step(a, id, { step: 'answer', words: 'By registered letter.', offer: 'nothing' }), 200);
  const digest = sha256Hex(made.text);
  assert.equal((await follow()).acts[0].digest, digest);
  const record = await a.as('owner').get(`${pathOf(a)}/${id}/record`);
  assert.ok(record.body.record.includes(digest));
  assertStatus(await copy(a, id), 409);
});

/** Somebody who is a member of each of these. */
async function memberOf(...places: Place[]): Promise<Someone> {
  const [first, ...rest] = places;
  assert.ok(first);
  const person = await stage.newMember(first, 'member');
  for (const place of rest) {
    const { token } = await invite(stage, place, person.email, 'member');
    const joining = clientOf(stage.world.test.url, person);
    assertStatus(await joining.post('/invitations/acceptances', { token, name: 'Someone' }), 201);
  }
  return person;
}

test('an erasure is for an owner who types the address, once the identity is checked', async () => {
  const { b, test: app } = stage.world;
  const person = b.people.reviewer;
  const id = await asks(b, 'deletion', person.email);
  assertStatus(await erase(b, id, person.email), 409);
  assertStatus(await step(b, id, { step: 'identity', how: 'By a passport' }), 200);
  assertStatus(await erase(b, id, person.email, 'admin'), 403);
  assertStatus(await erase(b, id, 'another@example.org'), 422);
  assertStatus(await clientOf(app.url, person).get(b.path), 200);

  assertStatus(await erase(b, id, person.email), 200);
  assertStatus(await clientOf(app.url, person).get('/session'), 401);
  const [act] = (await listed(b, id)).acts;
  assert.equal(act.kind, 'erasure');
  const certificate = JSON.parse(
    (await stage.world.anonymous.get(`/erasures/${act.certificateId}`)).body.record,
  );
  assert.deepEqual([certificate.kind, certificate.subjectId], ['person', person.userId]);
  assert.ok(
    certificate.kept.some(({ what }: { what: string }) => what.startsWith('Requests about their data')),
  );
  const found = await scanFor({ ...means(), blobs: app.app.services.blobs }, [`"${person.email}"`]);
  // The request itself is kept, which the certificate says.
  assert.deepEqual(
    found.filter((place) => !/privacy_requests|probe_/.test(place)),
    [],
  );
  assertStatus(await erase(b, id, person.email), 409);
});

test('who is a member elsewhere keeps their account and what is theirs there, and a restore erases them here again', async () => {
  const { a, b, test: app } = stage.world;
  const person = await memberOf(a, b);
  const id = await recognised(a, 'deletion', person.email);
  assertStatus(await erase(a, id, person.email), 200);
  const [act] = (await listed(a, id)).acts;
  const { body } = await stage.world.anonymous.get(`/erasures/${act.certificateId}`);
  assert.equal(JSON.parse(body.record).kind, 'member');
  const client = clientOf(app.url, person);
  assertStatus(await client.get('/session'), 200);
  assertStatus(await client.get(a.path), 404);

  const newer = (await listErasures(operator)).filter(({ subject_id }) => subject_id === person.userId);
  const state = async (place: Place) =>
    (
      await sql('select state from app.memberships where user_id = $1 and workspace_id = $2', [
        person.userId,
        place.workspaceId,
      ])
    )[0].state;
  const back = () =>
    sql(`update app.memberships set state = 'active' where user_id = $1 and workspace_id = $2`, [
      person.userId,
      a.workspaceId,
    ]);
  // Asked back after the erasure, which this state knows of: nobody erases them anew.
  await back();
  assert.equal((await replayErasures(means(), newer)).people, 0);
  assert.equal(await state(a), 'active');
  // As an older backup has it.
  await sql('delete from app.erasures where subject_id = $1', [person.userId]);
  assert.equal((await replayErasures(means(), newer)).people, 1);
  assert.deepEqual([await state(a), await state(b)], ['removed', 'active']);
  assertStatus(await client.get('/session'), 200);
  assert.equal((await replayErasures(means(), newer)).people, 0);
});

test('a legal hold keeps whoever it binds, and nobody erases themselves or the last owner by a request', async () => {
  const { a, test: app } = stage.world;
  const person = await memberOf(a);
  const made = await makeCase(clientOf(app.url, person), a);
  await sql('update app.cases set legal_hold = true where id = $1', [made.id]);
  const id = await recognised(a, 'deletion', person.email);
  const refused = await erase(a, id, person.email);
  assert.deepEqual(
    [refused.status, refused.body.details?.reason ?? refused.body.error?.details?.reason],
    [409, 'legal-hold'],
  );
  await sql('update app.cases set legal_hold = false where id = $1', [made.id]);
  const written = { name: 'Ada Example', source: 'person' };
  const contact = await clientOf(app.url, person).post(`${a.path}/contacts`, written);
  await sql('update app.contacts set legal_hold = true where id = $1', [contact.body.id]);
  assertStatus(await erase(a, id, person.email), 409);
  await sql('update app.contacts set legal_hold = false where id = $1', [contact.body.id]);
  assertStatus(await erase(a, id, person.email), 200);
  const own = a.people.owner.email;
  assertStatus(await erase(a, await recognised(a, 'deletion', own), own), 403);
});

function means() {
  const root = localRootKey(join(stage.world.test.folder, 'root.keys'));
  return { db: operator, ring: createKeyRing({ root, load: (scope) => loadKeys(operator, scope) }) };
}
