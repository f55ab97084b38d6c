import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { cleanSvg } from './clean-svg.ts';
import { cleanSvg as cleanHere } from './svg/clean-svg.worker.ts';

const HEAD =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">';
const drawing = (inner: string) => `${HEAD}${inner}</svg>`;

const { window } = new JSDOM('');

/** Written apart from the cleaner: what must never be in a drawing that we serve. */
function faults(svg: string): string[] {
  const document = new window.DOMParser().parseFromString(svg, 'image/svg+xml');
  const found: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName.toLowerCase();
    if (element.namespaceURI !== 'http://www.w3.org/2000/svg') found.push(`namespace of ${name}`);
    if (/script|foreignobject|^a$|anim|^set$|iframe|handler|audio|video|embed|object/.test(name))
      found.push(name);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(attribute);
      if (/javascript:|https?:|\/\/|data:(?!image\/(png|jpeg|gif|webp);base64)/i.test(value)) {
        if (attribute !== 'xmlns' && attribute !== 'aria-label') found.push(`${attribute}=${value}`);
      }
      if (/url\(\s*['"]?(?!#)/i.test(value.replace(/url\(\s*['"]?#/gi, '')))
        found.push(`${attribute}=${value}`);
    }
    if (name === 'style' && /@|url\(|\\|expression/i.test(element.textContent)) found.push('style sheet');
  }
  for (const node of document.childNodes) if (node.nodeType !== document.ELEMENT_NODE) found.push('prologue');
  return found;
}

function cleaned(svg: string): string {
  const result = cleanHere(svg);
  return result.ok ? result.svg : '';
}

const hostile: Record<string, string> = {
  script: '<script>alert(1)</script><rect/>',
  'script with another prefix': '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script><rect/>',
  'HTML script': '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><rect/>',
  'event handler': '<rect onload="alert(1)" onclick="alert(1)"/>',
  'foreign object':
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://evil.test"/></body></foreignObject>',
  link: '<a href="javascript:alert(1)"><text>click</text></a>',
  'link of the old kind': '<a xlink:href="java&#10;script:alert(1)"><text>click</text></a>',
  'external picture': '<image href="https://evil.test/p.png"/>',
  'picture that is a drawing': '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
  'external use': '<use href="https://evil.test/a.svg#x"/><use xlink:href="//evil.test/a.svg#x"/>',
  'data use': '<use href="data:image/svg+xml,&lt;svg/&gt;#x"/>',
  'style with URL': '<rect style="background:url(https://evil.test/x)"/>',
  'style with escaped URL': '<rect style="background:u\\72l(https://evil.test/x)"/>',
  'paint with URL': '<rect fill="url(https://evil.test/x#a)" filter="url(//evil.test/f)"/>',
  'sheet with import': '<style>@import "https://evil.test/x.css";</style><rect/>',
  'sheet with URL': '<style>rect { fill: URL ( https://evil.test/x ) }</style><rect/>',
  'sheet in CDATA': '<style><![CDATA[@import "https://evil.test/x.css";]]></style><rect/>',
  'animated link': '<a><animate attributeName="href" values="javascript:alert(1)"/><text>x</text></a>',
  'set handler': '<rect><set attributeName="onmouseover" to="alert(1)"/></rect>',
  handler: '<handler type="text/javascript">alert(1)</handler><rect/>',
  'mutation by title': '<title><style><img src=x onerror=alert(1)></style></title><rect/>'
    .replace('src=x onerror=alert(1)', 'src="x" onerror="alert(1)"/')
    .replace('/>></style>', '/></style>'),
  feImage: '<filter><feImage href="https://evil.test/x"/></filter>',
  cursor: '<cursor href="https://evil.test/x"/><rect cursor="url(https://evil.test/x), auto"/>',
  instructions: '<?xml-stylesheet href="https://evil.test/x.css"?><rect/>',
  'base address': '<rect xml:base="https://evil.test/"/>',
  'audio and video':
    '<audio src="https://evil.test/a"/><video xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>',
};

for (const [name, inner] of Object.entries(hostile)) {
  test(`nothing is left of ${name}`, () => {
    const svg = cleaned(drawing(inner));
    assert.notEqual(svg, '', 'the drawing itself survives');
    assert.deepEqual(faults(svg), []);
    assert.doesNotMatch(svg, /evil\.test|alert/);
  });
}

test('the check above sees each of them before cleaning', () => {
  const unseen = Object.entries(hostile).filter(([, inner]) => faults(drawing(inner)).length === 0);
  assert.deepEqual(unseen, []);
});

test('a drawing keeps what makes it one', () => {
  const inner =
    '<title>Plan &amp; section</title><defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/></linearGradient>' +
    '<path id="p" d="M0 0L9 9"/></defs><style>.a{fill:#00f}</style><g transform="scale(2)"><rect class="a" width="3" height="3"/>' +
    '<circle r="2" fill="url(#g)"/><use href="#p"/></g><text x="1" y="2">Pump &lt;3&gt;</text>' +
    '<image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>';
  const svg = cleaned(drawing(inner));
  for (const part of [
    'Plan &amp; section',
    'fill="url(#g)"',
    'd="M0 0L9 9"',
    '.a{fill:#00f}',
    'href="#p"',
    'Pump &lt;3&gt;',
  ]) {
    assert.ok(svg.includes(part), part);
  }
  assert.ok(svg.includes('data:image/png;base64'));
  assert.equal(cleaned(svg), svg);
});

test('references of the old kind are kept, as new ones', () => {
  assert.ok(cleaned(drawing('<path id="p"/><use xlink:href="#p"/>')).includes('<use href="#p">'));
});

test('a drawing with a plain prologue is kept without it', () => {
  const svg = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">${drawing('<rect/>')}`;
  assert.ok(cleaned(svg).startsWith('<svg xmlns="http://www.w3.org/2000/svg"'));
});

test('what cannot be cleaned is refused, and says why', () => {
  const laughs = Array.from(
    { length: 12 },
    (_, i) => `<g id="g${i + 1}">${`<use href="#g${i}"/>`.repeat(10)}</g>`,
  ).join('');
  const why = (svg: string) => {
    const result = cleanHere(svg);
    return result.ok ? 'taken' : result.why;
  };
  assert.equal(why(`<!DOCTYPE svg [<!ENTITY a "b">]>${drawing('&a;')}`), 'it declares entities');
  assert.equal(why(drawing('<g>'.repeat(60_000) + '</g>'.repeat(60_000))), 'it is too large or too deep');
  assert.equal(why(drawing('<g/>'.repeat(60_000))), 'it is too large or too deep');
  assert.equal(why('<svg'), 'it is not well-formed');
  assert.equal(why('<html/>'), 'it is not well-formed');
  assert.equal(why(drawing(`<g id="g0"><rect/></g>${laughs}`)), 'its copies multiply too far');
  assert.equal(why(drawing('<g id="a"><use href="#a"/></g>')), 'its copies multiply too far');
});

test('it runs in a thread of its own, within limits', async () => {
  const result = await cleanSvg(drawing('<script>alert(1)</script><rect/>'));
  assert.ok(result.ok && result.svg.includes('<rect>') && !result.svg.includes('alert'));
  assert.deepEqual(await cleanSvg(drawing(' '.repeat(5 * 1024 * 1024))), {
    ok: false,
    why: 'it is larger than 5 MB',
  });
});

const name = fc.constantFrom(
  ...[
    'rect',
    'g',
    'script',
    'style',
    'a',
    'use',
    'image',
    'set',
    'animate',
    'foreignObject',
    'title',
    'desc',
    'text',
  ],
  ...[
    'x:rect',
    'h:script',
    'h:img',
    'math',
    'feImage',
    'filter',
    'svg',
    'switch',
    'metadata',
    'textPath',
    'pattern',
  ],
);
const attribute = fc.constantFrom(
  ...[
    'href',
    'xlink:href',
    'onload',
    'style',
    'fill',
    'src',
    'id',
    'xml:base',
    'filter',
    'attributeName',
    'to',
  ],
  ...['values', 'class', 'mask', 'begin', 'clip-path', 'h:href', 'formaction', 'cursor'],
);
const value = fc.oneof(
  fc.constantFrom(
    ...[
      'javascript:alert(1)',
      'https://evil.test/x',
      '//evil.test',
      '#a',
      'url(#a)',
      'url(https://evil.test)',
      '@import',
      'red',
    ],
    ...[
      'data:text/html,<script>',
      'data:image/png;base64,AA==',
      'x:expression(alert(1))',
      'u\\72l(//evil.test)',
      'href',
      'onload',
    ],
  ),
  fc.string({ maxLength: 30 }),
);
const text = (raw: string) =>
  raw
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;');
const attributes = fc
  .uniqueArray(fc.tuple(attribute, value), { maxLength: 4, selector: ([key]) => key })
  .map((pairs) => pairs.map(([key, raw]) => ` ${key}="${text(raw)}"`).join(''));
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    value.map(text),
    value.map((raw) => `<![CDATA[${raw.replaceAll(']]>', '')}]]>`),
    fc
      .tuple(name, attributes, fc.array(tie('tree'), { maxLength: 3 }))
      .map(([tag, given, inner]) => `<${tag}${given}>${inner.join('')}</${tag}>`),
  ),
}));

test('whatever a drawing is made of, what is served is without fault, and clean stays clean', () => {
  const spaces = ' xmlns:x="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml"';
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), (inner) => {
      const svg = cleaned(drawing(inner.join('')).replace(' viewBox', `${spaces} viewBox`));
      if (svg === '') return;
      assert.deepEqual(faults(svg), []);
      assert.equal(cleaned(svg), svg);
    }),
    { numRuns: 150 },
  );
});
