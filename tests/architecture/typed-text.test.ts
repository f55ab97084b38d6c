import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
/** What would let text past React, which encodes children and attributes. */
const RAW =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcDoc|\beval\(|new Function|createContextualFragment|DOMParser|<script/i;

test('no screen puts text in as HTML, script or style', () => {
  const screens = globSync('web/src/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
  assert.ok(screens.length > 100);
  assert.deepEqual(
    screens.filter((file) => RAW.test(readFileSync(join(root, file), 'utf8'))),
    [],
  );
});

test('negative control: a screen that does is found', () => {
  for (const text of [
    '<p dangerouslySetInnerHTML={{ __html: title }} />',
    'node.innerHTML = title',
    'eval(title)',
  ]) {
    assert.match(text, RAW);
  }
});
