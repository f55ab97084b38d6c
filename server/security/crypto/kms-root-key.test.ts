import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testScope } from '#tests/support/key-scope.ts';
import { type FakeKms, startFakeKms } from '#tests/support/kms.ts';
import { KeyUnavailable } from './crypto.errors.ts';
import { createKeyRing } from './key-ring.ts';
import { kmsRootKey } from './kms-root-key.ts';
import { newId } from './random.ts';
import { anyRootKey, newWrappedKeys, type RootKey, rewrapKey, type WrappedKey } from './root-key.ts';

const OURS = 'arn:aws:kms:eu-central-1:111122223333:key/ours';
const THEIRS = 'arn:aws:kms:eu-central-1:444455556666:key/theirs';
const ctx = { table: 'cases', row: newId(), use: 'list' };

const kms = await startFakeKms([OURS, THEIRS]);
after(() => kms.close());

function rootKey(keyId: string, { endpoint }: Pick<FakeKms, 'endpoint'> = kms): RootKey {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return kmsRootKey({ keyId, region: 'eu-central-1', endpoint, credentials });
}

function open(root: RootKey, scopeId: string, keys: WrappedKey[]) {
  return createKeyRing({ root, load: async () => keys }).open(scopeId);
}

test('a workspace is opened by asking the KMS, whose data keys come wrapped only', async () => {
  const root = rootKey(OURS);
  const scopeId = newId();
  kms.asked.length = 0;
  const keys = await newWrappedKeys(root, scopeId);
  const blob = (await open(root, scopeId, keys)).seal(ctx, 'text');
  assert.equal((await open(rootKey(OURS), scopeId, keys)).unseal(ctx, blob), 'text');
  const made = Array.from({ length: 2 }, () => 'GenerateDataKeyWithoutPlaintext');
  assert.deepEqual(kms.asked, [...made, 'Decrypt', 'Decrypt', 'Decrypt', 'Decrypt']);
});

test('a wrapped key moved to another scope, purpose or version is refused by the KMS', async () => {
  const root = rootKey(OURS);
  const scopeId = newId();
  const keys = await newWrappedKeys(root, scopeId);
  await assert.rejects(open(root, newId(), keys), KeyUnavailable);
  const swapped = keys.map(
    (key) => ({ ...key, purpose: key.purpose === 'seal' ? 'index' : 'seal' }) as const,
  );
  await assert.rejects(open(root, scopeId, swapped), KeyUnavailable);
  const aged = keys.map((key) => ({ ...key, version: 2 }));
  await assert.rejects(open(root, scopeId, aged), KeyUnavailable);
});

test('a key id the deployment was not given is never asked, whatever the database says', async () => {
  const scopeId = newId();
  const planted = await newWrappedKeys(rootKey(THEIRS), scopeId);
  kms.asked.length = 0;
  await assert.rejects(open(rootKey(OURS), scopeId, planted), KeyUnavailable);
  assert.deepEqual(kms.asked, []);
  const renamed = planted.map((key) => ({ ...key, rootKeyId: `kms:${OURS}` }));
  await assert.rejects(open(rootKey(OURS), scopeId, renamed), KeyUnavailable);
});

test('a withdrawn key makes the data unreadable', async () => {
  for (const refusal of ['DisabledException', 'AccessDeniedException', 'KMSInvalidStateException']) {
    const root = rootKey(OURS);
    const scopeId = newId();
    const keys = await newWrappedKeys(root, scopeId);
    let time = 0;
    const ring = createKeyRing({ root, load: async () => keys, now: () => time, maxAge: 1_000 });
    const scope = await ring.open(scopeId);
    kms.refusal = refusal;
    time = 1_000;
    await assert.rejects(ring.open(scopeId), KeyUnavailable).finally(() => {
      kms.refusal = undefined;
    });
    assert.throws(() => scope.seal(ctx, 'text'), KeyUnavailable);
  }
});

test('a KMS that cannot be reached is an outage, not a withdrawal', async () => {
  const gone = await startFakeKms([OURS]);
  const root = rootKey(OURS, gone);
  const scopeId = newId();
  const keys = await newWrappedKeys(root, scopeId);
  let time = 0;
  const ring = createKeyRing({ root, load: async () => keys, now: () => time, maxAge: 1_000, outage: 9_000 });
  const scope = await ring.open(scopeId);
  await gone.close();
  time = 1_000;
  assert.equal(await ring.open(scopeId), scope);
});

test('a workspace brings its own key, and data moves from one root key to another', async () => {
  const scopeId = newId();
  const both = anyRootKey(rootKey(THEIRS), rootKey(OURS));
  const keys = await newWrappedKeys(rootKey(OURS), scopeId);
  const blob = (await open(both, scopeId, keys)).seal(ctx, 'text');
  const moved = await Promise.all(keys.map((key) => rewrapKey(both, scopeId, key)));
  assert.deepEqual(
    moved.map((key) => key.rootKeyId),
    [`kms:${THEIRS}`, `kms:${THEIRS}`],
  );
  assert.equal((await open(rootKey(THEIRS), scopeId, moved)).unseal(ctx, blob), 'text');
  await assert.rejects(open(rootKey(OURS), scopeId, moved), KeyUnavailable);
});

test('a deployment moves from the key file to the KMS', async () => {
  const { root: local, keys, scope } = await testScope();
  const blob = scope.seal(ctx, 'text');
  const both = anyRootKey(rootKey(OURS), local);
  const moved = await Promise.all(keys.map((key) => rewrapKey(both, scope.scopeId, key)));
  assert.equal((await open(rootKey(OURS), scope.scopeId, moved)).unseal(ctx, blob), 'text');
});
