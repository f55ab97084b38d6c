import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { serializer } from './reply-schema.ts';
import { json } from './route.ts';

const written = (schema: z.ZodType, value: unknown): unknown => JSON.parse(serializer(json(schema))(value));

const KEYWORDS = [
  ...[
    'format',
    'pattern',
    'minLength',
    'maxLength',
    'propertyNames',
    'properties',
    'required',
    'items',
    'const',
  ],
  ...['enum', 'default', 'examples', 'anyOf', 'oneOf', 'type', 'nullable', 'definitions', 'title'],
];

test('a field may have the name of any word that schemas use', () => {
  for (const name of KEYWORDS) {
    const schema = z.strictObject({ [name]: z.strictObject({ [name]: z.string().min(1).max(9) }) });
    const value = { [name]: { [name]: 'x' } };
    assert.deepEqual(written(schema, value), value, name);
    assert.deepEqual(written(z.array(schema.nullable()), [value, null]), [value, null], name);
  }
});

test('what the schema does not name is not written, at any depth', () => {
  const schema = z.strictObject({ rows: z.array(z.strictObject({ id: z.string() }).nullable()) });
  const row = { rows: [{ id: 'a', secret: 'b' }, null], secret: 'c' };
  assert.deepEqual(written(schema, row), { rows: [{ id: 'a' }, null] });
});

const A = z.strictObject({ kind: z.literal('a'), text: z.string().max(9) });
const B = z.strictObject({ kind: z.literal('b'), count: z.int().nullable() });
const CHOICES: readonly [string, z.ZodType, readonly unknown[]][] = [
  ['numbers', z.union([z.literal(1), z.literal(2)]), [1, 2]],
  ['one literal', z.literal(true), [true]],
  ['words', z.enum(['a', 'b']), ['a', 'b']],
  ['text or number', z.union([z.string(), z.number()]), ['a', 1.5]],
  ['a list or one', z.union([z.array(z.string()), z.string()]), [['a', 'b'], 'c']],
  [
    'records by kind',
    z.discriminatedUnion('kind', [A, B]),
    [
      { kind: 'a', text: 'x' },
      { kind: 'b', count: null },
    ],
  ],
  [
    'records',
    z.union([A, B]),
    [
      { kind: 'a', text: '' },
      { kind: 'b', count: 3 },
    ],
  ],
];

test('every choice is written as it is, and so is none where there may be none', () => {
  for (const [name, schema, values] of CHOICES) {
    const reply = z.strictObject({ one: schema.nullable(), more: z.array(schema), last: schema.nullish() });
    const last = values.at(-1);
    for (const one of [...values, null]) {
      for (const value of [
        { one, more: values },
        { one, more: [], last },
        { one, more: values, last: null },
      ]) {
        assert.deepEqual(written(reply, value), value, name);
      }
    }
  }
});

const scalar = fc.constantFrom<z.ZodType>(
  z.string().max(20),
  z.int(),
  z.boolean(),
  z.literal(7),
  z.enum(['x', 'y']),
  z.union([z.literal(1), z.literal(2)]),
);
const sample = (schema: z.ZodType, at: number): unknown => {
  const fitting = ['text', 3, true, 7, 'x', 1, null].filter((value) => schema.safeParse(value).success);
  return fitting[at % fitting.length];
};

test('records of any names and kinds of fields are written whole', () => {
  const field = fc.record({ kind: scalar, nullable: fc.boolean(), at: fc.nat(9) });
  const name = fc.oneof(fc.constantFrom(...KEYWORDS), fc.stringMatching(/^[a-z]{1,8}$/));
  const property = fc.property(fc.dictionary(name, field, { noNullPrototype: true }), (fields) => {
    const kinds = Object.entries(fields).map(([key, { kind, nullable, at }]) => {
      const schema = nullable ? kind.nullable() : kind;
      return { key, schema, value: sample(schema, at) };
    });
    const schema = z.strictObject(Object.fromEntries(kinds.map(({ key, schema }) => [key, schema])));
    const value = Object.fromEntries(kinds.map(({ key, value }) => [key, value]));
    assert.deepEqual(written(schema, value), value);
  });
  fc.assert(property, { numRuns: 60 });
});

test('a page is written item by item, as it would be whole', () => {
  const item = z.strictObject({ id: z.string(), tags: z.array(z.string()) });
  const value = {
    items: [
      { id: 'a', tags: ['x'], secret: 'b' },
      { id: '"', tags: [] },
    ],
    next: null,
    secret: 'c',
  };
  const shown = [
    { id: 'a', tags: ['x'] },
    { id: '"', tags: [] },
  ];
  const pages = [
    z.strictObject({ items: z.array(item), next: z.string().nullable() }),
    z.strictObject({ items: z.array(item) }),
  ];
  assert.deepEqual(written(pages[0] as z.ZodType, value), { items: shown, next: null });
  assert.deepEqual(written(pages[1] as z.ZodType, value), { items: shown });
  assert.deepEqual(written(pages[0] as z.ZodType, { items: [], next: 'n' }), { items: [], next: 'n' });
  const plain = z.strictObject({ items: z.array(z.string().nullable()), next: z.null() });
  assert.deepEqual(written(plain, { items: ['a', null], next: null }), { items: ['a', null], next: null });
});

test('an item that is frozen is written once for each kind of reply, any other each time', () => {
  const long = serializer(
    json(z.strictObject({ items: z.array(z.strictObject({ id: z.string(), more: z.string() })) })),
  );
  const short = serializer(json(z.strictObject({ items: z.array(z.strictObject({ id: z.string() })) })));
  let reads = 0;
  const item = {
    get id() {
      reads += 1;
      return 'a';
    },
    more: 'm',
  };
  for (const _time of [1, 2]) assert.equal(short({ items: [item] }), '{"items":[{"id":"a"}]}');
  const before = reads;
  assert.ok(before > 1);
  Object.freeze(item);
  for (const _time of [1, 2, 3]) assert.equal(short({ items: [item] }), '{"items":[{"id":"a"}]}');
  assert.ok(reads - before < before);
  assert.equal(long({ items: [item] }), '{"items":[{"id":"a","more":"m"}]}');
  assert.equal(short({ items: [item] }), '{"items":[{"id":"a"}]}');
});
