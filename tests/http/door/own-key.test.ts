import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadKeys, readKeys } from '#server/operator/key-rows.ts';
import { addDataKeys, finishRotation, wrapByDeployment, wrapByOwn } from '#server/operator/rotate-keys.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import {
  createKeyRing,
  KeyUnavailable,
  localRootKey,
  openRootKey,
  type RootKeyPlace,
} from '#server/security/crypto/index.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { type FakeKms, startFakeKms } from '#tests/support/kms.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const REGION = 'eu-central-1';
const THEIRS = `arn:aws:kms:${REGION}:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

let kms: FakeKms;
let world: TestWorld;
/** A node that was started with the setting; the world's own node was not. */
let node: TestApp;
let db: Db;
let place: RootKeyPlace;
let path: string;
let elsewhere: string;

before(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  kms = await startFakeKms([THEIRS]);
  world = await startTestWorld();
  const { a, b, test: first } = world;
  ({ path } = await makeCase(a.as('member'), a));
  elsewhere = (await makeCase(b.as('member'), b)).path;
  node = await startTestApp({
    beside: first,
    env: {
      CASEWARD_KMS_ENDPOINT: kms.endpoint,
      CASEWARD_WORKSPACE_KMS_KEYS: `${a.workspaceId}=${THEIRS}`,
    },
  });
  const own = new Map([[a.workspaceId, { keyId: THEIRS, region: REGION, endpoint: kms.endpoint }]]);
  place = { kind: 'file', path: join(first.folder, 'root.keys'), own };
  db = openDatabase({ url: first.database.operatorUrl, max: 2, prepared: false });
});
after(async () => {
  kms.refusal = undefined;
  await db.close();
  await node.close();
  await world.close();
  await kms.close();
});

const here = (role: 'owner' | 'member', of = world.a) => clientOf(node.url, of.people[role]);

/** What happens by itself within five minutes. */
async function asksAgain(): Promise<void> {
  const { keys } = node.app.services;
  await keys.reload(world.a.workspaceId).catch((error: unknown) => {
    if (!(error instanceof KeyUnavailable)) throw error;
  });
}

test('a workspace’s keys are wrapped by the key it brought, and its people notice nothing', async () => {
  assert.equal(await wrapByOwn(db, place), 2);
  assert.equal(await wrapByOwn(db, place), 0);
  const keys = await readKeys(db);
  assert.deepEqual(
    new Set(
      keys
        .filter(({ rootKeyId }) => rootKeyId.startsWith('kms:'))
        .map(({ scopeId, rootKeyId }) => scopeId + rootKeyId),
    ),
    new Set([`${world.a.workspaceId}kms:${THEIRS}`]),
  );
  await asksAgain();
  assertStatus(await here('member').get(path), 200);
});

test('the root key file and a copy of the database open nothing of it any more', async () => {
  const ring = createKeyRing({
    root: localRootKey(join(world.test.folder, 'root.keys')),
    load: (s) => loadKeys(db, s),
  });
  await assert.rejects(ring.open(world.a.workspaceId), KeyUnavailable);
  await ring.open(world.b.workspaceId);
});

test('its keys rotate while it is served, and stay under its own', async () => {
  const root = openRootKey(place);
  await addDataKeys(db, root);
  const { blobs } = node.app.services;
  const { unreadable } = await finishRotation(db, root, { blobs, live: node.app.services.db });
  assert.deepEqual([...unreadable], []);
  const theirs = (await readKeys(db)).filter(({ scopeId }) => scopeId === world.a.workspaceId);
  assert.ok(theirs.length >= 3 && theirs.every(({ rootKeyId }) => rootKeyId === `kms:${THEIRS}`));
  await asksAgain();
  assertStatus(await here('member').get(path), 200);
});

test('withdrawn, nothing of it is read or written, others go on, and given back it opens again', async () => {
  for (const refusal of ['DisabledException', 'AccessDeniedException']) {
    kms.refusal = refusal;
    await asksAgain();
    const refused = await here('member').get(path);
    assertStatus(refused, 503);
    assert.match(refused.body.error?.message ?? refused.text, /withdrawn/);
    const body = { type: 'incident', title: 'Written blind' };
    assertStatus(await here('member').post(`${world.a.path}/cases`, body), 503);
    assertStatus(await here('member', world.b).get(elsewhere), 200);
    const { workspaces } = (await here('member').get('/session')).body;
    assert.match(JSON.stringify(workspaces), /Locked: its key is withdrawn/);
    // Who is no member learns no more than ever.
    const asStranger = await here('member', world.b).get(path);
    assertStatus(asStranger, 404);
    kms.refusal = undefined;
    await asksAgain();
    assertStatus(await here('member').get(path), 200);
  }
});

test('while one key is withheld, the keys of all others still rotate', async () => {
  kms.refusal = 'AccessDeniedException';
  const { made, refused } = await addDataKeys(db, openRootKey(place));
  kms.refusal = undefined;
  assert.equal(refused, 1);
  assert.ok(made >= 2);
});

test('it goes back to the deployment’s key, and then needs its own no longer', async () => {
  assert.ok((await wrapByDeployment(db, place, world.a.workspaceId)) >= 3);
  kms.refusal = 'AccessDeniedException';
  await asksAgain();
  assertStatus(await here('member').get(path), 200);
  kms.refusal = undefined;
});
