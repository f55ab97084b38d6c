import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FILE_KINDS } from '#contracts/evidence-types.ts';
import { checkDeclared, checkFound } from './file-check.ts';

function reason(check: ReturnType<typeof checkFound>): string {
  return check.ok ? 'taken' : check.reason;
}

test('every kind is taken under each of its names and types', () => {
  for (const kind of FILE_KINDS) {
    for (const extension of kind.extensions) {
      for (const type of [kind.mediaType, ...(kind.aliases ?? []), '', 'application/octet-stream']) {
        const check = checkDeclared(`a.${extension.toUpperCase()}`, type);
        assert.equal(check.ok && check.kind.mediaType, kind.mediaType, `${extension} as ${type}`);
      }
      assert.equal(reason(checkFound(`a.${extension}`, { mediaType: kind.mediaType })), 'taken');
    }
  }
});

test('no name belongs to two kinds', () => {
  const all = FILE_KINDS.flatMap((kind) => kind.extensions);
  assert.equal(new Set(all).size, all.length);
});

test('a name that is not kept is refused at once', () => {
  for (const name of ['a.exe', 'a', 'a.html', 'a.js', 'a.docm', 'a.pdf.scr', 'a.png ', '.png.']) {
    assert.equal(checkDeclared(name, 'image/png').ok, false, name);
  }
  assert.equal(reason(checkDeclared('a.exe', '')), 'Files named .exe are not kept as evidence.');
  assert.equal(reason(checkDeclared('a.<b>', '')), 'Files named like this are not kept as evidence.');
});

test('a declared type of another kind is refused', () => {
  for (const [name, type] of [
    ['a.png', 'application/pdf'],
    ['a.txt', 'text/html'],
    ['a.png', 'text/plain'],
  ] as const) {
    assert.equal(checkDeclared(name, type).ok, false, `${name} as ${type}`);
  }
  assert.equal(checkDeclared('a.log', 'text/x-log').ok, true);
  assert.equal(checkDeclared('a.txt', 'TEXT/Plain; charset=utf-8').ok, true);
});

test('the reason names what was found', () => {
  const found = (name: string, mediaType: string | undefined, also?: string) =>
    reason(checkFound(name, also === undefined ? { mediaType } : { mediaType, also }));
  assert.equal(found('a.png', 'application/pdf'), 'The file is named .png, but inside it is a PDF document.');
  assert.equal(found('a.txt', 'text/html'), 'The file is named .txt, but inside it is a web page.');
  assert.equal(
    found('a.jpg', 'application/x-msdownload'),
    'The file is named .jpg, but inside it is a Windows program.',
  );
  assert.equal(
    found('a.jpg', undefined),
    'The file is named .jpg, but inside it is something we do not know.',
  );
  assert.equal(
    found('a.docx', 'application/zip'),
    'The file is named .docx, but inside it is a ZIP archive.',
  );
  assert.equal(
    found('a.gif', 'image/gif', 'application/zip'),
    'The file is two things at once: a GIF picture and a ZIP archive.',
  );
});
