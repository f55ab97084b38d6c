import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { DepartureReceipt, KeptReceipt } from '#contracts/leaver.ts';
import { recordCommand } from '#server/operator/record.ts';
import { extractText } from '#server/platform/files/index.ts';
import { sha256Hex } from '#server/security/crypto/index.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { clientByToken } from '#tests/support/api-tokens.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { credentialsOf } from '#tests/support/factors.ts';
import { signInByKey } from '#tests/support/passkeys.ts';
import { newPerson } from '#tests/support/scim.ts';
import { depart, type Leaver, openLeaver } from './departures.ts';

let stage: Stage;
let leaver: Leaver;
let receipt: DepartureReceipt;
before(async () => {
  stage = await openStage();
  leaver = await openLeaver(stage.world);
});
after(() => stage.close());

const one = (kind: string) => receipt.trials.filter((trial) => trial.kind === kind);

test('what a departure would do is told before', async () => {
  const { a } = stage.world;
  const { body } = await a.as('owner').get(leaver.path);
  const { cases, invitations, passkeys, directoryTies, tokens } = body;
  assert.deepEqual(
    { cases, invitations, passkeys, directoryTies },
    { cases: 1, invitations: 1, passkeys: 1, directoryTies: 1 },
  );
  assert.deepEqual(
    tokens.map(({ name, survives }: { name: string; survives: boolean }) => ({ name, survives })),
    [
      { name: 'Nightly', survives: false },
      { name: 'Monitor', survives: false },
    ],
  );
});

test('what does not fit is refused, and nobody shuts themselves out', async () => {
  const { a, b } = stage.world;
  const owner = a.as('owner');
  const heirId = a.people.manager.userId;
  const right = { heirId, confirm: leaver.name };
  assertStatus(await owner.post(leaver.path, { ...right, confirm: 'Nobody' }), 422);
  assertStatus(await owner.post(leaver.path, { ...right, heirId: leaver.userId }), 422);
  assertStatus(await owner.post(leaver.path, { ...right, heirId: a.people.viewer.userId }), 422);
  assertStatus(await owner.post(leaver.path, { ...right, heirId: b.people.manager.userId }), 422);
  assertStatus(await owner.post(leaver.path, { ...right, keepTokenIds: [heirId] }), 422);
  assertStatus(await leaver.client.post(leaver.path, right), 403);
  assertStatus(await leaver.client.get(a.path), 200);
});

test('one action shuts a leaver out, hands over what they own, and proves it', async () => {
  const { world } = stage;
  const { a } = world;
  receipt = await depart(world, leaver);
  assert.equal(receipt.shutOut, true);
  const signIns = ['sign_in_code', 'sign_in_passkey', 'sign_in_sso'];
  const kinds = ['session', ...signIns, 'directory', 'token', 'token_kept', 'invitation'];
  assert.deepEqual([...new Set(receipt.trials.map(({ kind }) => kind))].sort(), kinds.sort());
  assert.deepEqual(one('token_kept'), [{ kind: 'token_kept', answer: 'let_in', tries: 1 }]);
  assert.deepEqual(one('sign_in_sso'), [{ kind: 'sign_in_sso', answer: 'CW404', tries: 1 }]);
  assert.deepEqual(one('directory'), [{ kind: 'directory', answer: 'CW404', tries: 1 }]);
  assert.deepEqual(one('invitation'), [{ kind: 'invitation', answer: 'CW410', tries: 1 }]);
  assert.ok([401, 404].includes((await leaver.client.get(a.path)).status));
  const anew = await signInByKey(world.test, leaver.passkey);
  assertStatus(anew, 200);
  assertStatus(await clientOf(world.test.url, credentialsOf(anew)).get(a.path), 404);
  assertStatus(await clientByToken(world, leaver.token.secret).get(a.path), 401);
  assertStatus(await clientByToken(world, leaver.kept.secret).get(a.path), 200);
  assert.equal((await a.as('owner').get(leaver.case.path)).body.owner.id, a.people.manager.userId);
  const again = { heirId: a.people.manager.userId, confirm: leaver.name };
  assertStatus(await a.as('owner').post(leaver.path, again), 409);
});

test('the directory does not know them any more, and cannot put them back', async () => {
  const { directory, directoryId } = leaver;
  const { email } = stage.world.a.people.admin;
  const back = [{ op: 'replace', path: 'active', value: true }];
  assertStatus(await directory.get(`/Users/${directoryId}`), 404);
  assertStatus(await directory.patch(`/Users/${directoryId}`, { Operations: back }), 404);
  const filter = encodeURIComponent('externalId eq "leaver-1"');
  assert.equal((await directory.get(`/Users?filter=${filter}`)).body.totalResults, 0);
  const emails = [{ primary: true, type: 'work', value: email }];
  const anew = await directory.post('/Users', newPerson({ userName: email, emails }));
  assert.deepEqual([anew.status, /An admin removed this person/.test(anew.text)], [403, true]);
});

test('the receipt is kept, its digest is in the audit log, and nothing in it names anyone', async () => {
  const { a } = stage.world;
  const owner = a.as('owner');
  const kept = await owner.get(`${a.path}/departures/${receipt.id}`);
  assert.equal(kept.body.type, 'caseward-record/1');
  assert.deepEqual(JSON.parse(kept.body.record), receipt);
  assert.equal(kept.body.digest, sha256Hex(kept.body.record));
  assert.ok(!kept.body.record.includes(leaver.name));
  const { items } = (
    await owner.post(`${a.path}/audit/query`, { filter: { actions: ['departure.receipt'] } })
  ).body;
  assert.equal(items.length, 1);
  const list = await owner.get(`${a.path}/departures`);
  assert.deepEqual(
    list.body.items.map(({ id, member, shutOut }: Record<string, unknown>) => ({ id, member, shutOut })),
    [{ id: receipt.id, member: { id: leaver.userId, name: leaver.name }, shutOut: true }],
  );
  assertStatus(await a.as('manager').get(`${a.path}/departures/${receipt.id}`), 403);
});

test('it is signed within seconds, and verified without the server; one changed digit is found', async () => {
  const { a } = stage.world;
  const file = await signedReceipt(`${a.path}/departures/${receipt.id}`);
  const folder = await mkdtemp(join(tmpdir(), 'caseward-record-'));
  const verify = async (content: KeptReceipt, ...more: string[]) => {
    const path = join(folder, 'receipt.json');
    await writeFile(path, JSON.stringify(content));
    return recordCommand(['verify', path, ...more], () => undefined);
  };
  try {
    assert.equal(await verify(file), 0);
    assert.equal(await verify(file, '--key', file.key ?? ''), 0);
    assert.equal(
      await verify({ ...file, record: file.record.replace('"shutOut":true', '"shutOut":false') }),
      1,
    );
    assert.equal(await verify({ ...file, note: file.note?.replace(receipt.id, leaver.userId) ?? '' }), 1);
    assert.equal(await verify({ ...file, note: null }), 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('it can be had as a PDF, with names', async () => {
  const { a, test: app } = stage.world;
  const path = `${app.url}/api/v1${a.path}/departures/${receipt.id}/receipt.pdf`;
  const reply = await fetch(path, { headers: { cookie: a.people.owner.cookie } });
  assert.equal(reply.headers.get('content-type'), 'application/pdf');
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const about = { mediaType: 'application/pdf', size: bytes.length };
  const { text } = (await extractText(Readable.from([bytes]), about)) ?? { text: '' };
  assert.ok(text.includes(leaver.name), text);
  assert.ok(text.includes('tried and refused'));
});

async function signedReceipt(path: string): Promise<KeptReceipt> {
  for (let waited = 0; waited < 100; waited += 1) {
    const { body } = await stage.world.a.as('owner').get(path);
    if (body.note !== null) return body;
    await setTimeout(100);
  }
  throw new Error('nobody signed it');
}
