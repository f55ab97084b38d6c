import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askWitnesses } from '#server/features/witness/index.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import { sealingStore } from '#server/security/audit/audit.store.ts';
import { exportLog } from '#server/security/audit/export.ts';
import { createSealer } from '#server/security/audit/sealer.ts';
import { signerOpener } from '#server/security/audit/signer.ts';
import { verifyExport } from '#server/security/audit/verify.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { eventually } from '#tests/support/receivers.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

/** Two deployments, each with a database, a root key and a port of its own. */
let ours: TestWorld;
let peer: TestWorld;
let peerKey: string;
before(async () => {
  peer = await startTestWorld({ prepare: uncountRates });
  peerKey = (await stateOf(peer)).key;
  const host = new URL(peer.test.url).host;
  const witnesses = `${peerKey} ${peer.test.url}`;
  ours = await startTestWorld({
    prepare: uncountRates,
    env: { CASEWARD_AUDIT_WITNESSES: witnesses, CASEWARD_INSIDE_HOSTS: host },
  });
  for (let i = 0; i < 5; i += 1) await makeCase(ours.a.as('member'), ours.a, { title: `Number ${i}` });
  await eventually(async () => (await lines(ours)).length > 5, 'a sealed log');
  Object.assign(peer.test.app.services, { witnessedLogs: [await keyOf(ours)] });
});
after(async () => {
  await ours.close();
  await peer.close();
});

const stateOf = async ({ test }: TestWorld): Promise<Json> =>
  (await fetch(`${test.url}/api/v1/witness`)).json();

async function lines({ test }: TestWorld): Promise<string[]> {
  const db = openDatabase({ url: test.database.operatorUrl, max: 1, prepared: false });
  try {
    return await Array.fromAsync(exportLog(db));
  } finally {
    await db.close();
  }
}
const keyOf = async (world: TestWorld): Promise<string> => JSON.parse((await lines(world))[0] ?? '').key;
const seenByPeer = async (): Promise<Json> => (await stateOf(peer)).logs[0];

test('a checkpoint is countersigned, and whoever verifies is told how far', async () => {
  await askWitnesses(ours.test.app.services);
  assert.equal((await stateOf(ours)).log, await keyOf(ours));
  const seen = await seenByPeer();
  const found = await verifyExport(await lines(ours), { witnesses: [peerKey] });
  assert.deepEqual([found.ok, found.witnessed.length, found.witnessed[0]?.size], [true, 1, seen.size]);
  const kept = await verifyExport(await lines(ours), { note: seen.checkpoint });
  assert.equal(kept.ok, true);
});

test('as the log grows it goes on from what was seen, and each export carries it', async () => {
  const { size } = await seenByPeer();
  await makeCase(ours.a.as('member'), ours.a, { title: 'Later' });
  await eventually(async () => {
    await askWitnesses(ours.test.app.services);
    return (await seenByPeer()).size > size;
  }, 'a later checkpoint');
  const reply = await ours.a.as('owner').post(`${ours.a.path}/audit/exports`, { format: 'ndjson' });
  assertStatus(reply, 200);
  const found = await verifyExport(reply.text.trim().split('\n'), { witnesses: [peerKey] });
  assert.equal(found.firstBad, undefined);
  assert.equal(found.witnessed[0]?.size, (await seenByPeer()).size);
});

test('two deployments countersign each other', async () => {
  const { key } = await stateOf(ours);
  Object.assign(ours.test.app.services, { witnessedLogs: [await keyOf(peer)] });
  const { outside } = ours.test.app.services;
  Object.assign(peer.test.app.services, {
    witnesses: [{ key, url: ours.test.url }],
    outside: { ...outside, send: sendAnywhere },
  });
  await makeCase(peer.a.as('member'), peer.a, { title: 'Theirs' });
  await eventually(async () => {
    await askWitnesses(peer.test.app.services);
    return (await verifyExport(await lines(peer), { witnesses: [key] })).ok;
  }, 'a countersignature of ours');
});

async function sendAnywhere(
  address: string,
  { method, headers, body = '' }: { method: string; headers: Record<string, string>; body?: string },
) {
  const reply = await fetch(address, { method, headers, body });
  return { status: reply.status, headers: {}, body: Buffer.from(await reply.arrayBuffer()) };
}

test('negative control: a log that is not to be witnessed, and a proof that is none, get no signature', async () => {
  const post = async (body: Json) => {
    const reply = await fetch(`${peer.test.url}/api/v1/witness/checkpoints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-caseward-csrf': 'anonymous' },
      body: JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json() };
  };
  const { size, checkpoint } = await seenByPeer();
  const before = await post({ old: 0, consistency: [], checkpoint });
  assert.deepEqual([before.status, before.body.details.size], [409, size]);
  const forged = checkpoint.replace(/\n\d+\n/, `\n${size + 1}\n`);
  assert.equal((await post({ old: size, consistency: [], checkpoint: forged })).status, 404);
  const bare = await post({ old: size, consistency: ['A'.repeat(43).concat('=')], checkpoint });
  assert.equal(bare.status, 422);
  assert.equal((await seenByPeer()).size, size, 'nothing moved');
});

test('a witness that is not reached is named, and what lets one inside the network be asked', async () => {
  const { services } = ours.test.app;
  const size = (await lines(ours)).length;
  await makeCase(ours.a.as('member'), ours.a, { title: 'One more' });
  await eventually(async () => (await lines(ours)).length > size, 'one more sealed');
  const asked = (witnesses: typeof services.witnesses) => askWitnesses({ ...services, witnesses });
  for (const [url, why] of [
    ['http://127.0.0.1:1', /the witness at 127\.0\.0\.1:1 has no https address, and CASEWARD_INSIDE_HOSTS/],
    ['https://127.0.0.1:1', /lies inside the network, and CASEWARD_INSIDE_HOSTS/],
  ] as const)
    await assert.rejects(asked([{ key: peerKey, url }]), why);
});

test('an operator who rewrites history alone is caught', async () => {
  const seen = await seenByPeer();
  await rewrite();
  const alone = await lines(ours);
  assert.equal((await verifyExport(alone)).ok, true, 'control: with every key it passes by itself');
  await assert.rejects(askWitnesses(ours.test.app.services), /did not countersign: 422/);
  const found = await verifyExport(alone, { witnesses: [peerKey] });
  assert.equal(found.ok, false);
  assert.match(found.firstBad?.sentence ?? '', /No checkpoint of this is countersigned by/);
  const kept = await verifyExport(alone, { note: seen.checkpoint });
  assert.equal(kept.ok, false);
  assert.match(kept.firstBad?.sentence ?? '', /are not those of the checkpoint kept from before/);
  assert.equal((await seenByPeer()).size, seen.size, 'the witness signed nothing more');
});

/** As whoever runs it could: another past, and every leaf and signature made anew with the right key. */
async function rewrite(): Promise<void> {
  const { database, app } = ours.test;
  await withClient(database.adminUrl, async (admin) => {
    await admin.query('delete from app.audit_cosignatures');
    await admin.query('delete from app.audit_checkpoints');
    await admin.query('delete from app.audit_leaves');
    await admin.query("update app.audit_entries set action = 'case.read' where action = 'case.created'");
  });
  const db = openDatabase({ url: database.sealerUrl, max: 1, prepared: false });
  try {
    const sealer = createSealer({ store: sealingStore(db), open: signerOpener(app.services.system) });
    await eventually(async () => ((await sealer.sealOnce('whole')) ?? 0) > 0, 'another history');
    await makeCase(ours.a.as('member'), ours.a, { title: 'As if nothing had been' });
    await sealer.sealOnce('whole');
  } finally {
    await db.close();
  }
}
