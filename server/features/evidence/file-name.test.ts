import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanFileName } from './file-name.ts';

const cases: [given: string, clean: string][] = [
  ['report.pdf', 'report.pdf'],
  ['Übersicht 2024 – final.docx', 'Übersicht 2024 – final.docx'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\Users\\x\\a.png', 'C__Users_x_a.png'],
  ['invoice\u202Efdp.exe.pdf', 'invoicefdp.exe.pdf'],
  ['a\u0000b\nc\td.txt', 'abcd.txt'],
  ['zero\u200Bwidth.txt', 'zerowidth.txt'],
  ['CON', '_CON'],
  ['aux.txt', '_aux.txt'],
  ['console.txt', 'console.txt'],
  ['. . .', 'file'],
  ['', 'file'],
  ['\u202E', 'file'],
  ['trailing. ', 'trailing'],
  ['a\u2215b\uFF0Fc.txt', 'a_b_c.txt'],
  ['<script>"x"|y?.txt', '_script__x__y_.txt'],
  [`${'long'.repeat(100)}.jpeg`, `${'long'.repeat(100).slice(0, 145)}.jpeg`],
  [`${'👩'.repeat(200)}.png`, `${'👩'.repeat(146)}.png`],
];

for (const [given, clean] of cases) {
  test(`${JSON.stringify(given.slice(0, 40))} is shown as ${JSON.stringify(clean.slice(0, 40))}`, () => {
    assert.equal(cleanFileName(given), clean);
  });
}

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

test('any name becomes one line, no path, not hidden, not too long', () => {
  fc.assert(
    fc.property(anyText, (given) => {
      const clean = cleanFileName(given);
      assert.ok(clean.length > 0 && Array.from(clean).length <= 150);
      assert.doesNotMatch(clean, /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u);
      assert.doesNotMatch(clean, /^[.\s]|[.\s]$/);
    }),
    { numRuns: 2000 },
  );
});

test('cleaning a clean name changes nothing', () => {
  fc.assert(fc.property(anyText, (given) => cleanFileName(cleanFileName(given)) === cleanFileName(given)));
});
