import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#server/platform/app-error.ts';
import type { AttributePath, Filter, Literal } from './filter.ts';
import { OPERATORS } from './filter.ts';
import { parseFilter, parsePath } from './parse-filter.ts';

const name = fc.constantFrom('username', 'externalid', 'active', 'emails', 'x-y_z');
const path: fc.Arbitrary<AttributePath> = fc.record({
  urn: fc.constantFrom(null, 'urn:ietf:params:scim:schemas:core:2.0:user'),
  name,
  sub: fc.option(fc.constantFrom('value', 'type')),
});
const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.boolean(),
  fc.constant(null),
  fc.integer({ min: -1000, max: 1000 }),
);
const compare: fc.Arbitrary<Filter> = fc.record({
  kind: fc.constant('compare' as const),
  path,
  operator: fc.constantFrom(...OPERATORS),
  value: literal,
});
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  compare,
  fc.record({ kind: fc.constant('present' as const), path }),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('filter'),
      right: tie('filter'),
    }),
    fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
    fc.record({ kind: fc.constant('values' as const), path, filter: leaf }),
  ),
}));

const pathText = ({ urn, name, sub }: AttributePath) =>
  `${urn === null ? '' : `${urn}:`}${name}${sub === null ? '' : `.${sub}`}`;

/** Every part in parentheses of its own, so that nothing hangs on what binds more. */
function written(node: Filter): string {
  switch (node.kind) {
    case 'compare':
      return `${pathText(node.path)} ${node.operator} ${JSON.stringify(node.value)}`;
    case 'present':
      return `${pathText(node.path)} pr`;
    case 'not':
      return `not (${written(node.filter)})`;
    case 'values':
      return `${pathText(node.path)}[${written(node.filter)}]`;
    default:
      return `(${written(node.left)}) ${node.kind} (${written(node.right)})`;
  }
}

test('a filter that was written is read as what it was', () => {
  const plain = filter.filter((node) => !/[\u007f-\u009f]/.test(written(node)));
  fc.assert(
    fc.property(plain, (node) =>
      assert.deepEqual(parseFilter(written(node)), JSON.parse(JSON.stringify(node))),
    ),
  );
});

test('and binds more than or, not more than both, in any case and with more spaces', () => {
  const shape = (text: string) => {
    const node = parseFilter(text);
    return node.kind === 'and' || node.kind === 'or'
      ? [node.left.kind, node.kind, node.right.kind]
      : node.kind;
  };
  assert.deepEqual(shape('a pr or b pr and c pr'), ['present', 'or', 'and']);
  assert.deepEqual(shape('a pr AND b pr Or c pr'), ['and', 'or', 'present']);
  assert.deepEqual(shape('not (a pr) and   b pr'), ['not', 'and', 'present']);
});

test('whatever else is sent is refused as no filter, and as nothing else', () => {
  const word = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    'and',
    'or',
    'not',
    'eq',
    'pr',
    '"x"',
    'a',
    'a.b',
    '1',
    '.',
  );
  const mixed = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 200 }), mixed), (text) => {
      try {
        parseFilter(text);
      } catch (error) {
        assert.ok(error instanceof AppError && error.details?.scimType === 'invalidFilter', String(error));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('what is too long or too deep is refused without being read to its end', () => {
  const deep = (levels: number) => `${'('.repeat(levels)}a pr${')'.repeat(levels)}`;
  assert.equal(parseFilter(deep(12)).kind, 'present');
  for (const text of [deep(13), deep(90), `a eq "${'x'.repeat(4_000)}"`, Array(80).fill('a pr').join(' or ')])
    assert.throws(() => parseFilter(text), AppError);
});

test('paths of changes, as Entra ID and Okta write them', () => {
  const bare = (name: string, sub: string | null = null) => ({ urn: null, name, sub });
  assert.deepEqual(parsePath('name.givenName'), { attribute: bare('name', 'givenname'), filter: null });
  const work = parsePath('emails[type eq "work"].value');
  assert.deepEqual(work.attribute, bare('emails', 'value'));
  assert.equal(work.filter?.kind, 'compare');
  for (const text of ['', 'a b', 'a[', 'a[b pr', 'a[b pr].', 'a[b pr].c.d', '1', 'a eq "x"', '.a'])
    assert.throws(() => parsePath(text), AppError, text);
});
