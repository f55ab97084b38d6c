import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decoded, guessEncoding } from './decode.ts';

const TEXT = 'Título;Größe\n„Ölpumpe“;5 €\n';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const inWindows = Buffer.from(
  [...TEXT].map((sign) => ({ '„': 0x84, '“': 0x93, '€': 0x80 })[sign] ?? sign.charCodeAt(0)),
);
const WIDE = Buffer.from(TEXT, 'utf16le');
const cases = [
  ['utf-8', Buffer.from(TEXT)],
  ['utf-8', Buffer.from(`\ufeff${TEXT}`)],
  ['utf-16le', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['utf-16le', WIDE],
  ['utf-16be', swapped(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))],
  ['utf-16be', swapped(WIDE)],
  ['windows-1252', inWindows],
] as const;

test('the encoding of a file is told, and its text comes out the same in any pieces', async () => {
  for (const [encoding, bytes] of cases) {
    assert.equal(await guessEncoding(inPieces(bytes, 9_999)), encoding);
    for (const size of [1, 3, 1_000])
      assert.equal((await Array.fromAsync(decoded(inPieces(bytes, size), encoding))).join(''), TEXT);
  }
});

test('control: read by the wrong encoding the text is another', async () => {
  assert.notEqual((await Array.fromAsync(decoded(inPieces(inWindows, 9), 'utf-8'))).join(''), TEXT);
});
