import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { windowsProgram } from '#tests/support/files/malware.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import { GIF, png } from '#tests/support/files/pictures.ts';
import { docx, zip } from '#tests/support/files/zip.ts';
import { Sampler, sampleOf } from './file-sample.ts';
import { sniff } from './sniff.ts';

async function* pieces(file: Uint8Array, size = 1000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

const told = async (file: Uint8Array | string) => sniff(await sampleOf(pieces(Buffer.from(file))));
const office = 'application/vnd.openxmlformats-officedocument';
const padding = Buffer.alloc(2_000_000, 'x');

const files: [name: string, file: Uint8Array | string, mediaType: string | undefined][] = [
  ['PNG', png(3, 3), 'image/png'],
  ['GIF', GIF, 'image/gif'],
  ['PDF', pdf(['x']), 'application/pdf'],
  ['DOCX', docx('x'), `${office}.wordprocessingml.document`],
  [
    'DOCX whose parts come late',
    zip({ 'media/1.bin': padding, 'word/document.xml': '<w/>', '[Content_Types].xml': '<t/>' }, [
      'media/1.bin',
    ]),
    `${office}.wordprocessingml.document`,
  ],
  ['ZIP', zip({ 'a.txt': 'a' }), 'application/zip'],
  ['program', windowsProgram(), 'application/x-msdownload'],
  ['plain text', 'Pump 3 lost pressure.\n', 'text/plain'],
  ['nothing', '', 'text/plain'],
  ['text in UTF-8', 'Größe: 3 µm, 圧力', 'text/plain'],
  ['text in Latin-1', Buffer.from('Größe', 'latin1'), 'text/plain'],
  ['text in UTF-16', Buffer.from('\uFEFFhello', 'utf16le'), 'text/plain'],
  ['a log that begins like a bitmap', 'BM 17 started\n', 'text/plain'],
  ['MP3 frames', Buffer.from([0xff, 0xfe, 1, 0, 2, 0]), 'audio/mpeg'],
  ['coloured log', '\u001b[31mERROR\u001b[0m pump\r\n', 'text/plain'],
  ['bytes of no meaning', Buffer.from([1, 2, 3, 0, 200, 7]), undefined],
  ['text with a zero far inside', Buffer.concat([padding, Buffer.from([0]), padding]), undefined],
  ['XML', '<?xml version="1.0"?><a/>', 'application/xml'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  [
    'SVG after a prologue',
    '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg/>',
    'image/svg+xml',
  ],
  ['SVG with a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  ['web page', ' \n<!DOCTYPE HTML><html></html>', 'text/html'],
  ['web page after a comment', '<!-- x --><script>1</script>', 'text/html'],
  ['XHTML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'text/html'],
  ['e-mail', 'Return-Path: <a@b.test>\r\nSubject: x\r\n y\r\nTo: c@d.test\r\n\r\nHi', 'message/rfc822'],
  ['settings', 'name: x\nvalue: y\n', 'text/plain'],
];

for (const [name, file, mediaType] of files) {
  test(`tells ${name}`, async () => assert.deepEqual(await told(file), { mediaType }));
}

const doubles: [name: string, file: Uint8Array, also: string][] = [
  ['a picture that is an archive', Buffer.concat([png(3, 3), zip({ a: 'a' })]), 'application/zip'],
  ['a PDF that is an archive', Buffer.concat([pdf(['x']), zip({ a: 'a' })]), 'application/zip'],
  ['text that is an archive', Buffer.concat([Buffer.from('hello\n'), zip({ a: 'a' })]), 'application/zip'],
  ['a picture that is a PDF', Buffer.concat([GIF, pdf(['x'])]), 'application/pdf'],
];

for (const [name, file, also] of doubles) {
  test(`tells both sides of ${name}`, async () => assert.equal((await told(file)).also, also));
}

test('any bytes are told or not, and never throw; how they are cut makes no difference', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (file, size) => {
      const whole = new Sampler();
      whole.push(file);
      assert.deepEqual(await sampleOf(pieces(file, size)), whole.end());
      await told(file);
    }),
    { numRuns: 300 },
  );
});
