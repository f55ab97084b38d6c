import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { anchors, type Document, documents, linkTargets, root } from './documents.ts';

describe('the documents', () => {
  for (const document of documents()) {
    it(`${document.path} links only to what is there`, () => assert.deepEqual(deadLinks(document), []));
  }
});

describe('the check on links', () => {
  const page = (text: string) => ({ path: 'docs/page.md', text });

  it('finds a missing file', () => assert.deepEqual(deadLinks(page('[a](nowhere.md)')), ['nowhere.md']));
  it('finds a missing heading', () => {
    assert.deepEqual(deadLinks(page('# Here\n[a](#here) [b](#there)')), ['#there']);
  });
  it('leaves code and other sites alone', () => {
    assert.deepEqual(deadLinks(page('`[a](b.md)` [c](https://example.org)')), []);
  });
});

function deadLinks({ path, text }: Document): string[] {
  return linkTargets(text).filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const full = file === '' ? undefined : join(root, dirname(path), file);
    if (full !== undefined && !existsSync(full)) return true;
    if (anchor === undefined) return false;
    return !anchors(full === undefined ? text : readFileSync(full, 'utf8')).has(anchor);
  });
}
