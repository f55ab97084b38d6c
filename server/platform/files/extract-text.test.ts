import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pictureOf } from '#tests/support/files/lettering.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import { png } from '#tests/support/files/pictures.ts';
import { docx, zip } from '#tests/support/files/zip.ts';
import { extractText, hasText } from './extract-text.ts';
import type { TextEncoding } from './file-sample.ts';
import { officeText } from './text/office-text.ts';
import { TextCollector } from './text/text-collector.ts';

async function* pieces(file: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < file.length; at += 70_000) yield file.subarray(at, at + 70_000);
}

async function textOf(file: Uint8Array | string, mediaType: string, encoding?: TextEncoding) {
  const bytes = Buffer.from(file);
  return extractText(pieces(bytes), { mediaType, size: bytes.length, encoding });
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test('the text layer of a PDF, page after page', async () => {
  assert.deepEqual(await textOf(pdf(['Pump three lost pressure', 'Valve opened']), 'application/pdf'), {
    text: 'Pump three lost pressure\nValve opened',
    cut: false,
  });
});

test('the words in a picture, without the network', async () => {
  assert.deepEqual(await textOf(pictureOf('LAKE LEAK'), 'image/png'), { text: 'LAKE LEAK', cut: false });
});

test('plain text in its own encoding', async () => {
  assert.equal((await textOf('Größe\r\n\t3 µm', 'text/plain'))?.text, 'Größe 3 µm');
  assert.equal((await textOf(Buffer.from('Größe', 'latin1'), 'text/plain', 'windows-1252'))?.text, 'Größe');
  assert.equal((await textOf(Buffer.from('\uFEFFGröße', 'utf16le'), 'text/csv', 'utf-16le'))?.text, 'Größe');
});

test('the paragraphs of Office files', async () => {
  assert.equal((await textOf(docx('Pump &amp; <w:r>val</w:r>ve'), WORD))?.text, 'Pump & valve');
  const sheet = zip({ 'xl/sharedStrings.xml': '<sst><si><t>Pump</t></si><si><t>Valve</t></si></sst>' });
  assert.equal((await textOf(sheet, WORD))?.text, 'Pump Valve');
  const open = zip(
    { 'content.xml': '<text:p>Pump</text:p><text:p>Valve &#x2713;</text:p>', 'styles.xml': 'no' },
    ['content.xml'],
  );
  assert.equal((await textOf(open, 'application/vnd.oasis.opendocument.text'))?.text, 'Pump Valve ✓');
});

test('more than is kept is cut, and said to be', async () => {
  const long = await textOf('word '.repeat(1_200_000), 'text/plain');
  assert.equal(long?.text.length, 1_000_000);
  assert.equal(long?.cut, true);
  const many = await textOf(pdf(Array.from({ length: 502 }, (_, page) => `page${page}`)), 'application/pdf');
  assert.equal(many?.cut, true);
  assert.equal(many?.text.split('\n').length, 500);
});

test('a file whose text cannot be had is one without text', async () => {
  assert.equal(await textOf('%PDF-1.7 broken', 'application/pdf'), undefined);
  assert.equal(await textOf('no picture', 'image/png'), undefined);
  assert.equal(await textOf(zip({ a: 'a' }).subarray(0, 40), WORD).then((found) => found?.text), '');
  assert.equal(await textOf('x', 'video/mp4'), undefined);
  async function* breaking() {
    yield Buffer.from('x');
    throw new Error('the store went away');
  }
  assert.equal(await extractText(breaking(), { mediaType: 'text/plain', size: 9 }), undefined);
});

test('an empty picture has no words', async () => {
  assert.equal((await textOf(png(60, 30), 'image/png'))?.text, '');
});

test('only files within the limits are read', () => {
  assert.equal(hasText('image/png', 20 * 1024 * 1024), true);
  assert.equal(hasText('image/png', 20 * 1024 * 1024 + 1), false);
  assert.equal(hasText('application/zip', 5), false);
});

test('broken archives end in an error or in text, and soon', () => {
  const whole = docx('Pump');
  const spoiled = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(spoiled, { maxLength: 8 }), (spots) => {
      const file = Buffer.from(whole);
      for (const [at, byte] of spots) file[at] = byte;
      try {
        officeText(file, new TextCollector());
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    }),
    { numRuns: 500 },
  );
});
