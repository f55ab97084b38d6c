import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { makeKit, readKit } from './recovery-kit.ts';

const signer = Buffer.alloc(32, 7);
const rootKeys = Buffer.alloc(150, 9);
const made = await makeKit({
  deployment: 'cases.test',
  madeAt: new Date('2026-01-31T00:00:00Z'),
  word: 'ABCD-EFGH',
  signer,
  sealRootKeys: async () => rootKeys,
});
const page = made.printed.page;

test('a page reads as what it was made of', () => {
  const kit = readKit(page);
  assert.deepEqual(kit.key.publicKey, made.publicKey);
  assert.deepEqual(kit.signer, signer);
  assert.deepEqual(kit.rootKeys, rootKeys);
  assert.match(page, /^Check word: +ABCD-EFGH$/m);
});

test('typed from paper: small letters, no dashes, other line ends, lines broken anywhere', () => {
  const lines = page.split('\n').filter((line) => /^(backup-key|signer|root-keys):/.test(line));
  const broken = lines.map((line) => line.replace(': ', ':\n').replaceAll(/(.{20})(?=[0-9A-Z-])/g, '$1\n'));
  for (const text of [
    lines.join('\r\n'),
    lines.join('\n').toLowerCase(),
    lines.join('\n').replaceAll(/(?<=[0-9A-Z])-(?=[0-9A-Z])/g, ''),
    lines.join('\n').replaceAll('0', 'O').replaceAll('1', 'l'),
    broken.join('\n\n'),
  ])
    assert.deepEqual(readKit(text).key.publicKey, made.publicKey, text);
});

test('any letter that was typed wrong is told', () => {
  const at = page.indexOf('backup-key: ') + 'backup-key: '.length;
  const key = page.slice(at, page.indexOf('\n', at));
  const letters = [...key].flatMap((letter, index) => (letter === '-' ? [] : [index]));
  fc.assert(
    fc.property(
      fc.constantFrom(...letters),
      fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
      (index, letter) => {
        fc.pre(key[index] !== letter);
        const typed = key.slice(0, index) + letter + key.slice(index + 1);
        assert.throws(() => readKit(page.replace(key, typed)), /compare each letter/);
      },
    ),
  );
});

test('what is no kit is told, and a key service has no root keys to keep', async () => {
  for (const text of ['', 'backup-key:', 'signer: none', 'Dear diary'])
    assert.throws(() => readKit(text), /This is no recovery kit/);
  const kms = await makeKit({
    deployment: 'x',
    madeAt: new Date(),
    word: 'A',
    signer,
    sealRootKeys: async () => undefined,
  });
  assert.equal(readKit(kms.printed.page).rootKeys, undefined);
});
