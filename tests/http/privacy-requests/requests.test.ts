import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { overdueStore, remindOfRequests, requestsPart } from '#server/features/privacy-requests/index.ts';
import { sha256Hex } from '#server/security/crypto/index.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
const letters: Letter[] = [];
before(async () => {
  world = await startTestWorld();
  const mail = { queue: async (letter: Letter) => void letters.push(letter) };
  Object.assign(world.test.app.services, { mail });
});
after(() => world.close());
beforeEach(() => void letters.splice(0));

const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(text, values)).rows);
const owner = () => world.a.as('owner');
const path = () => `${world.a.path}/privacy-requests`;
const asked = {
  law: 'ccpa',
  kind: 'deletion',
  name: 'Planted Person',
  email: 'planted@example.org',
  details: 'planted-details',
};

const ask = (change: object = {}) =>
  world.anonymous.post('/privacy-requests', { workspaceId: world.a.workspaceId, ...asked, ...change });
const confirm = (token: string, workspaceId = world.a.workspaceId) =>
  world.anonymous.post('/privacy-requests/confirmations', { workspaceId, token });
const step = (id: string, body: object) => owner().post(`${path()}/${id}/steps`, body);
const list = async () => (await owner().get(path())).body;

function tokenSent(): string {
  const letter = letters.find(({ template }) => template === 'privacy-request');
  assert.ok(letter !== undefined && 'token' in letter, 'no letter');
  return letter.token;
}

async function entered(change: object = {}): Promise<string> {
  const made = await owner().post(path(), { ...asked, ...change });
  assertStatus(made, 201);
  return made.body.id;
}

test('whoever asks proves the address by the letter, is answered, and reads the answer by the same link', async () => {
  assertStatus(await ask(), 202);
  const token = tokenSent();
  const [waiting] = (await list()).items;
  assert.deepEqual([waiting.state, waiting.name, waiting.email], ['received', asked.name, asked.email]);
  assertStatus(await step(waiting.id, { step: 'take' }), 409);
  const proven = await confirm(token);
  assert.deepEqual([proven.status, proven.body.state, proven.body.answer], [200, 'identity_checked', null]);
  const taken = await step(waiting.id, { step: 'take' });
  assert.deepEqual([taken.body.state, taken.body.handler.id], ['in_progress', world.a.people.owner.userId]);
  letters.splice(0);
  const answer = { step: 'answer', words: 'It is gone.', offer: 'erasure' };
  assertStatus(await step(waiting.id, answer), 200);
  assert.deepEqual(
    letters.map(({ template, to }) => [template, to]),
    [['privacy-request-answered', asked.email]],
  );
  const read = (await confirm(token)).body;
  assert.deepEqual([read.state, read.answer, read.offer], ['answered', 'It is gone.', 'erasure']);
  assertStatus(await step(waiting.id, answer), 409);
});

test('the form tells nothing: of members, of workspaces, nor to programs', async () => {
  const known = await ask({ email: world.a.people.member.email });
  const strange = await ask({ email: 'nobody@example.org' });
  const nowhere = await ask({ workspaceId: randomUUID() });
  const count = (await list()).items.length;
  const program = await ask({ website: 'https://spam.example' });
  for (const reply of [strange, nowhere, program])
    assert.deepEqual([reply.status, reply.text], [known.status, known.text]);
  assert.equal((await list()).items.length, count, 'nothing is kept of a program');
});

test('another token, or the token of another workspace, finds nothing', async () => {
  assertStatus(await ask(), 202);
  const token = tokenSent();
  assertStatus(await confirm(`${token.slice(1)}${token[0] === 'A' ? 'B' : 'A'}`), 404);
  assertStatus(await confirm(token, world.b.workspaceId), 404);
  assertStatus(await confirm(token, randomUUID()), 404);
  assertStatus(await confirm(token), 200);
});

test('deadlines are those of the law, and are moved once and with a reason', async () => {
  const id = await entered();
  const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const one = (await list()).items.find((item: { id: string }) => item.id === id);
  assert.equal(days(one.receivedAt, one.dueAt), 45);
  assert.ok(one.acknowledgeBy !== null && one.extendable);
  const later = await step(id, { step: 'extend', reason: 'Much to look through' });
  assert.equal(days(later.body.receivedAt, later.body.dueAt), 90);
  assert.equal(later.body.extensionReason, 'Much to look through');
  assertStatus(await step(id, { step: 'extend', reason: 'Again' }), 409);
  assertStatus(await step(await entered({ kind: 'opt_out' }), { step: 'extend', reason: 'No' }), 409);
});

test('an opt-out of sale needs no proof of who asks; everything else does', async () => {
  const answer = { step: 'answer', words: 'Done', offer: 'nothing' };
  assertStatus(await step(await entered({ kind: 'opt_out' }), answer), 200);
  const id = await entered({ kind: 'access' });
  assertStatus(await step(id, answer), 409);
  assertStatus(await step(id, { step: 'identity', how: 'By a passport' }), 200);
  assertStatus(await step(id, answer), 200);
});

test('an opt-out that is answered marks the contacts with that address, and no others; a refused one marks none', async () => {
  const email = 'sold@example.org';
  const contactOf = async (emails: string[]) => {
    const made = await owner().post(`${world.a.path}/contacts`, { name: emails[0], emails, source: 'other' });
    assertStatus(made, 201);
    return made.body.id;
  };
  const markOf = async (id: string) => (await owner().get(`${world.a.path}/contacts/${id}`)).body.doNotSellAt;
  const theirs = await contactOf(['first@example.org', email]);
  const other = await contactOf(['unsold@example.org']);
  const refused = await entered({ kind: 'opt_out', email });
  assertStatus(await step(refused, { step: 'refuse', reason: 'Not about us' }), 200);
  const asks = await entered({ kind: 'access', email });
  assertStatus(await step(asks, { step: 'identity', how: 'By a passport' }), 200);
  assertStatus(await step(asks, { step: 'answer', words: 'Here', offer: 'nothing' }), 200);
  assert.equal(await markOf(theirs), null);
  const id = await entered({ kind: 'opt_out', email });
  const open = (await list()).items.find((item: { id: string }) => item.id === id);
  assert.deepEqual(open.contacts, [{ id: theirs, name: 'first@example.org', legalHold: false }]);
  const answered = await step(id, { step: 'answer', words: 'Done', offer: 'nothing' });
  const [act, ...more] = answered.body.acts;
  assert.deepEqual([act.kind, act.contacts, more], ['do_not_sell', 1, []]);
  assert.notEqual(await markOf(theirs), null);
  assert.equal(await markOf(other), null);
  assert.match((await owner().get(`${path()}/${id}/record`)).body.record, /do_not_sell/);
  const told = await sql("select detail from app.audit_entries where action = 'contact.do-not-sell-set'");
  assert.deepEqual(
    told.map(({ detail }) => detail.requestId),
    [id],
  );
});

test('a refusal says why, and its record is kept with its digest', async () => {
  const id = await entered();
  assertStatus(await owner().get(`${path()}/${id}/record`), 404);
  assertStatus(await step(id, { step: 'refuse', reason: 'Not proven' }), 200);
  const { body } = await owner().get(`${path()}/${id}/record`);
  assert.equal(body.digest, sha256Hex(body.record));
  assert.match(body.record, /Not proven/);
});

test('nobody but those who administer sees or answers them, and another workspace sees none', async () => {
  const id = await entered();
  for (const role of ['manager', 'reviewer', 'member', 'viewer'] as const) {
    assertStatus(await world.a.as(role).get(path()), 403);
    assertStatus(await world.a.as(role).post(path(), asked), 403);
    assertStatus(await world.a.as(role).post(`${path()}/${id}/steps`, { step: 'take' }), 403);
  }
  const { b } = world;
  assert.deepEqual((await b.as('owner').get(`${b.path}/privacy-requests`)).body.items, []);
  assertStatus(await b.as('owner').post(`${b.path}/privacy-requests/${id}/steps`, { step: 'take' }), 404);
});

test('what is due within a week is reminded of, once a day, and what is overdue is told', async () => {
  await sql(`update app.privacy_requests set reminded_at = now() where closed_at is null`);
  const id = await entered();
  await remindOfRequests(world.test.app.services);
  const due = () => letters.filter(({ template }) => template === 'privacy-requests-due');
  assert.equal(due().length, 0, 'a deadline that is far away');
  await sql(`update app.privacy_requests set due_at = now() - interval '1 hour' where id = $1`, [id]);
  await remindOfRequests(world.test.app.services);
  const to = due().map((letter) => letter.to);
  assert.deepEqual(to.sort(), [world.a.people.admin.email, world.a.people.owner.email].sort());
  await remindOfRequests(world.test.app.services);
  assert.equal(due().length, to.length, 'once a day');
  assert.ok((await list()).overdue >= 1);
});

test('health counts what is overdue, over all workspaces, and nothing else of it', async () => {
  await sql(`update app.privacy_requests set due_at = now() + interval '20 days' where closed_at is null`);
  const found = () => requestsPart(overdueStore(world.test.app.services.db)).check();
  assert.deepEqual(await found(), { status: 'ok', note: null, count: 0 });
  const id = await entered();
  const other = world.b.as('owner').post(`${world.b.path}/privacy-requests`, asked);
  await sql(`update app.privacy_requests set due_at = now() - interval '1 hour' where id = any($1)`, [
    [id, (await other).body.id],
  ]);
  assert.deepEqual(await found(), { status: 'ok', note: 'overdue', count: 2 });
  assertStatus(await step(id, { step: 'refuse', reason: 'Not ours' }), 200);
  assert.deepEqual(await found(), { status: 'ok', note: 'overdue', count: 1 });
});

test('nothing of who asks stands in clear, and the audit log has every step without a name', async () => {
  const [{ text }] = await sql(`select string_agg(r::text, ' ') as text from app.privacy_requests r`);
  const hex = Buffer.from('planted').toString('hex');
  assert.ok(!text.includes('planted') && !text.includes(hex));
  const query = { filter: { actions: ['privacy-request.received', 'privacy-request.answer'] }, limit: 100 };
  const { items } = (await owner().post(`${world.a.path}/audit/query`, query)).body;
  assert.ok(items.length >= 5);
  assert.ok(!JSON.stringify(items).includes('planted'));
});
