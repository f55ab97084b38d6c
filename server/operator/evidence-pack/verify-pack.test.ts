import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readArchive } from '#server/platform/zip/index.ts';
import { formatCheckpointKey } from '#server/security/audit/checkpoint.ts';
import { signRecord } from '#server/security/audit/record-note.ts';
import { newId, type Signer, sha256, sha256Hex } from '#server/security/crypto/index.ts';
import { testOrigin, testSigner } from '#tests/support/audit-log.ts';
import { listed } from './manifest.ts';
import { archiveOf, filesOf, type PackFile } from './pack-archive.ts';
import { type Sign, sealPack, textFile } from './seal-pack.ts';
import { verifyPack } from './verify-pack.ts';

const signer = await testSigner();
const key = formatCheckpointKey({ name: testOrigin, publicKey: signer.publicKey });
const files = [
  textFile('claims/published.json', '[{"id":"FTS-18","status":"proven"}]\n'),
  textFile('empty.txt', ''),
];
const about = {
  id: newId(),
  madeAt: '2026-03-09T10:00:00Z',
  deployment: 'https://cases.example.org',
  build: { version: '1.2.3', commit: 'unknown', digest: sha256Hex('') },
};

function signedBy(who: Signer): Sign {
  return async ({ kind, id, text }) => ({
    record: text,
    note: signRecord(who, testOrigin, { kind, workspaceId: 'deployment', id, digest: sha256(text) }),
    key: formatCheckpointKey({ name: testOrigin, publicKey: who.publicKey }),
  });
}

const pack = await sealPack(about, files, signedBy(signer));
const holds = async (archive: Buffer, given?: string) => (await verifyPack(archive, given)).ok;

test('a pack verifies as it was signed, with its key and without', async () => {
  assert.equal(await holds(pack), true);
  const verdict = await verifyPack(pack, key);
  assert.ok(verdict.ok);
  assert.equal(verdict.manifest.deployment, about.deployment);
  assert.deepEqual(verdict.files.get('empty.txt'), Buffer.alloc(0));
});

test('the same content gives the same bytes', async () => {
  assert.ok(pack.equals(await sealPack(about, files, signedBy(signer))));
});

test('a change of any byte is found', async () => {
  for (let at = 0; at < pack.length; at += 1) {
    for (const bits of [0x01, 0x20, 0xff]) {
      const changed = Buffer.from(pack);
      changed.writeUInt8(changed.readUInt8(at) ^ bits, at);
      assert.equal(await holds(changed), false, `byte ${at}, ${bits}`);
    }
  }
});

test('whatever is cut out, put in or put elsewhere is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(pack.length),
      fc.nat(200),
      fc.uint8Array({ maxLength: 200 }),
      async (at, cut, put) => {
        const changed = Buffer.concat([pack.subarray(0, at), put, pack.subarray(at + cut)]);
        fc.pre(!changed.equals(pack));
        assert.equal(await holds(changed), false);
      },
    ),
    { numRuns: 500 },
  );
});

test('negative control: without the comparison of the whole archive, a date in its headers could be another', async () => {
  const changed = Buffer.from(pack);
  changed.writeUInt16LE(0x5b21, 12);
  const source = {
    size: changed.length,
    readAt: async (at: number, length: number) => changed.subarray(at, at + length),
  };
  const read: PackFile[] = [];
  for await (const { name, content } of readArchive(source))
    read.push({ name, bytes: Buffer.concat(await Array.fromAsync(content())) });
  assert.deepEqual(listed(read), listed(await filesOf(pack)), 'the files are the same');
  assert.equal(await holds(changed), false);
});

test('files of a well-made archive that were not signed are found', async () => {
  const [manifest, note, keyFile, first, second, ...none] = await filesOf(pack);
  assert.ok(manifest && note && keyFile && first && second && none.length === 0);
  const head = [manifest, note, keyFile];
  const edited = textFile(first.name, first.bytes.toString().replace('FTS-18', 'FTS-19'));
  const others: [why: string, files: PackFile[]][] = [
    ['edited', [...head, edited, second]],
    ['one left out', [...head, first]],
    ['one too many', [...head, first, second, textFile('more.txt', '')]],
    ['one twice', [...head, first, second, second]],
    ['another order', [...head, second, first]],
    ['another name', [...head, { ...first, name: 'claims/other.json' }, second]],
    ['no manifest', [note, keyFile, first, second]],
    ['another manifest', [textFile(manifest.name, `${manifest.bytes}\n`), note, keyFile, first, second]],
    ['nothing', []],
  ];
  for (const [why, changed] of others) assert.equal(await holds(await archiveOf(changed)), false, why);
  assert.equal(await holds(await archiveOf([...head, first, second])), true, 'control: as it was');
});

test('a pack that somebody else signed holds for whoever takes its own key, and not with the right one', async () => {
  const forged = await sealPack(about, files, signedBy(await testSigner()));
  assert.equal(await holds(forged), true);
  assert.equal(await holds(forged, key), false);
});

test('a record of another kind is no signature of a pack', async () => {
  const asCertificate: Sign = (stamp) => signedBy(signer)({ ...stamp, kind: 'erasure' });
  assert.equal(await holds(await sealPack(about, files, asCertificate)), false);
});

test('what is no archive is said to be none', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('PK'), Buffer.alloc(4096, 0x50)])
    assert.equal(await holds(bytes), false);
});
