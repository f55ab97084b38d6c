import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf, sizeWords } from './file-words.ts';

test('sizes are said in the largest fitting unit', () => {
  assert.equal(sizeWords(512), '512 B');
  assert.equal(sizeWords(3.4 * 1024 * 1024), '3.4 MB');
  assert.equal(sizeWords(384 * 1024 * 1024), '384 MB');
});

test('a file that would be refused is not sent', () => {
  const mib = 1024 * 1024;
  assert.match(refusalOf({ name: 'run.exe', size: 10 }, 'legal') ?? '', /type/);
  assert.match(refusalOf({ name: 'a.png', size: 0 }, 'legal') ?? '', /empty/);
  assert.match(refusalOf({ name: 'a.png', size: 51 * mib }, 'legal') ?? '', /50\.0 MB|50 MB/);
  assert.equal(refusalOf({ name: 'a.mp4', size: 300 * mib }, 'legal'), undefined);
  assert.match(refusalOf({ name: 'a.mp4', size: 300 * mib }, 'knowledge') ?? '', /most/);
});

test('a file whose name reads as another is not sent', () => {
  for (const name of ['invoice\u202Egnp.png', 'a\u2066b.png', 'a\nb.png', 'a\u0000.png']) {
    assert.match(refusalOf({ name, size: 10 }, 'legal') ?? '', /Rename it/);
  }
  assert.equal(refusalOf({ name: 'Übersicht – final.png', size: 10 }, 'legal'), undefined);
});
