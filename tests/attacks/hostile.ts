import fc from 'fast-check';
import type { Json } from '#tests/support/client.ts';
import type { Expected } from './input-places.ts';

const cursorOf = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Nothing that was asked for, wherever it is put. */
const AMISS: readonly Json[] = [null, 0, '', 'constructor', [], {}, [[[[[]]]]], { toString: 1, length: -1 }];

const TIMES: readonly Json[] = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
  '9999-12-31T23:59:59.9999999Z',
  '2026-01-01T00:00:00+23:59',
  '2026-02-29T25:61:61Z',
  '2026-01-01T00:00:00.12345678901234567Z',
  '2026-01-01',
];

const IDS: readonly Json[] = [
  '00000000-0000-0000-0000-000000000000',
  '0B9F4A52-7F0C-4C1E-9D0A-3F5C6B7D8E9F',
  '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
];

/** What parsers, databases and clocks have tripped over, by what a field expects. */
export const HOSTILE: Readonly<Record<Expected, readonly Json[]>> = {
  other: AMISS,
  word: [...AMISS, 'toString', true],
  number: [...AMISS, -1, 0.1, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER + 1, 1.7e308, '1'],
  array: [...AMISS, [null], ['', ''], [IDS[2], IDS[2]], Array.from({ length: 1000 }, (_, at) => `${at}`)],
  uuid: [...AMISS, ...IDS],
  'date-time': [...AMISS, ...TIMES],
  email: [
    ...AMISS,
    'a@b.c',
    `${'a'.repeat(64)}@${'b'.repeat(60)}.example`,
    'ü@例え.example',
    'a\u0000@b.example',
  ],
  text: [
    ...AMISS,
    ' ',
    '\u0001',
    '\u202e',
    '\uffff',
    '\ufeffx',
    '\u0130'.repeat(200),
    'e\u0301'.repeat(500),
    '👩‍👩‍👧‍👦'.repeat(40),
    'x'.repeat(120_000),
    '%00%s%n{{7*7}}',
    `' or 1=1; --`,
    '\\',
    '*:*&!()<->',
    '../../etc/passwd',
    'e30',
    cursorOf(['0000-01-01T00:00:00Z', 'x']),
    cursorOf({ at: '0000-01-01T00:00:00Z', id: 'x' }),
  ],
};

/** Anything else. */
export const anything: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.integer(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.array(fc.uuid(), { maxLength: 5 }),
);

/** What a part of an address may be mistaken for. */
export const nastySegment: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom('%', '%00', '%ff', '%2e%2e', '%2F', '0', '-1', 'null', 'constructor', 'a'.repeat(2000)),
    fc.constantFrom('00000000-0000-0000-0000-000000000000', "'", '%F0%9F%92%A9', '%E2%80%AE', '%0d%0aX:1'),
    fc.string({ minLength: 1, maxLength: 40 }).map(encodeURIComponent),
  )
  .filter((segment) => segment !== '.' && segment !== '..');

/** What a header that a route reads may hold instead. */
export const nastyHeader: fc.Arbitrary<string> = fc.constantFrom(
  ...['', '*', '"v0"', '"v999999999"', '"v9999999999"', 'W/"v1"', '"v1", "v2"', 'bytes=-', 'bytes=0-1,3-4'],
  ...['bytes=99999999999999999999-', 'bytes=5-1', '-1', '1e9', '99999999999999999999', '\u00ff', 'NaN'],
  'x'.repeat(4000),
);

/** What no JSON parser should take for a body, as bytes. */
export const brokenJson: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .constantFrom(
      '{"a":1,"a":2}',
      '{"__proto__":{}}',
      '"\\ud800"',
      '"\\u0000"',
      '{"a":1e999}',
      'NaN',
      '',
      '\ufeff{}',
    )
    .map((text) => Buffer.from(text)),
  fc
    .constantFrom('['.repeat(100), `${'['.repeat(33)}${']'.repeat(33)}`, '{"a":1}{"b":2}')
    .map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text.slice(0, -1))),
);
