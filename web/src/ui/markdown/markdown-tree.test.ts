import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type MarkNode, markdownTree } from './markdown-tree.ts';

const ALLOWED = new Set(
  'p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s a img hr br table thead tbody tr th td span'.split(
    ' ',
  ),
);

function elements(nodes: MarkNode[]): Exclude<MarkNode, string>[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elements(node.children)]));
}

test('headings go one level down and become sections with ids of their own', () => {
  const { nodes, sections } = markdownTree('# What happened\n\ntext\n\n## Why\n\n## Why');
  assert.deepEqual(
    sections.map(({ id }) => id),
    ['what-happened', 'why', 'why-2'],
  );
  assert.deepEqual(
    elements(nodes).map(({ tag }) => tag),
    ['h2', 'p', 'h3', 'h3'],
  );
});

test('raw HTML stays text', () => {
  const { nodes } = markdownTree('<img src=x onerror=alert(1)>\n\n<script>alert(1)</script>');
  assert.ok(elements(nodes).every(({ tag }) => tag === 'p'));
});

test('links keep only web and mail addresses, pictures only evidence', () => {
  const text =
    '[a](https://ok.example) [b](javascript:alert(1)) [c](data:text/html,x) ![d](https://ok.example/p.png) ' +
    '![e](evidence:3f2b8c1e-0000-4000-8000-000000000000)';
  const found = elements(markdownTree(text).nodes).filter(({ tag }) => tag !== 'p');
  assert.deepEqual(
    found.map(({ tag, attributes }) => [tag, attributes.href ?? attributes.evidence ?? attributes.refused]),
    [
      ['a', 'https://ok.example/'],
      ['span', 'link'],
      ['span', 'link'],
      ['span', 'picture'],
      ['img', '3f2b8c1e-0000-4000-8000-000000000000'],
    ],
  );
});

test('whatever is written, only known elements and safe addresses come out', () => {
  const bits = fc.constantFrom(
    '[x](',
    '![x](',
    'javascript:',
    'JaVaScRiPt&colon;',
    ')',
    '<b>',
    '\u202e',
    '//evil.example',
    '`',
    '*',
    '\n',
    '# ',
    '|',
    '-',
    '> ',
    'data:',
    'vbscript:',
    '\\',
    '&#x6a;',
    'http://u:p@h/',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(bits, fc.string()), { maxLength: 20 }).map((parts) => parts.join('')),
      (text) => {
        for (const { tag, attributes } of elements(markdownTree(text).nodes)) {
          assert.ok(ALLOWED.has(tag), tag);
          if (attributes.href !== undefined) assert.match(attributes.href, /^(?:https?:|mailto:|#)/);
        }
      },
    ),
  );
});
