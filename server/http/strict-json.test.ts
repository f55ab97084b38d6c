import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import { AppError, registerProblems } from './problem.ts';
import { parseStrictJson, registerStrictJson } from './strict-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function refusal(body: Uint8Array): string {
  try {
    parseStrictJson(body);
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'bad_request');
    return error.publicMessage ?? '';
  }
  return 'accepted';
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

const hostile: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['nothing', '', /empty/],
  ['two values', '{}{}', /not valid JSON/],
  ['a byte order mark', '\ufeff{}', /not valid JSON/],
  ['NaN', '{"a":NaN}', /not valid JSON/],
  ['a comment', '{/**/}', /not valid JSON/],
  ['a trailing comma', '{"a":1,}', /not valid JSON/],
  ['a raw control character', '{"a":"\n"}', /not valid JSON/],
  ['infinity by exponent', '[1e999]', /too large/],
  ['a key twice', '{"a":1,"a":1}', /twice/],
  ['a key twice, escaped once', '{"a":1,"\\u0061":1}', /twice/],
  ['a key twice, deep inside', '[{"x":{"b":{},"c":[],"b":[]}}]', /twice/],
  ['a key twice, colons in strings', '{":":"a:b","\\":":2,":":"\\\\"}', /twice/],
  ['__proto__', '{"__proto__":{"admin":true}}', /not allowed/],
  ['__proto__, escaped', '{"\\u005f_proto__":{}}', /not allowed/],
  ['constructor, nested', '{"a":[{"constructor":{}}]}', /not allowed/],
  ['prototype', '{"prototype":1}', /not allowed/],
  ['a lone surrogate', '["\\ud800"]', /lone surrogate/],
  ['a lone surrogate as key', '{"\\udc00":1}', /lone surrogate/],
  ['NUL', '["\\u0000"]', /NUL/],
  ['depth 33', nested(33), /deeper than 32/],
  ['depth 100,000', nested(100_000), /deeper than 32/],
  [
    'too many keys',
    JSON.stringify(Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`k${i}`, 0]))),
    /more than 5000/,
  ],
  ['overlong UTF-8', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), /UTF-8/],
  ['a UTF-8 surrogate', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), /UTF-8/],
  ['a cut-off sequence', Uint8Array.of(0x22, 0xe2, 0x82, 0x22), /UTF-8/],
];

for (const [name, body, reason] of hostile) {
  test(`refused: ${name}`, () => {
    assert.match(refusal(typeof body === 'string' ? bytes(body) : body), reason);
  });
}

test('negative control: JSON.parse alone accepts what is refused here', () => {
  const accepted = hostile.filter(([, body]) => {
    try {
      JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString());
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(accepted.length >= 15);
});

test('depth 32 passes', () => {
  parseStrictJson(bytes(nested(32)));
});

test('every tidy value comes through unchanged', () => {
  const key = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((k) => !k.includes('\0'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.jsonValue({ maxDepth: 0 }),
      fc.dictionary(key, tie('tree')),
      fc.array(tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\\u0000|__proto__|"(constructor|prototype)":|\\ud[89a-f]/.test(text));
      assert.deepEqual(parseStrictJson(bytes(text)), JSON.parse(text));
    }),
  );
});

test('any key repeated in any spelling is refused', () => {
  const escaped = (text: string) =>
    [...Array(text.length).keys()]
      .map((i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join('');
  const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((k) => !k.includes('\0'));
  fc.assert(
    fc.property(key, fc.boolean(), fc.jsonValue(), (name, spelledOut, value) => {
      fc.pre(!/\\u0000|__proto__|constructor|prototype|\\ud[89a-f]/.test(JSON.stringify([name, value])));
      const second = spelledOut ? `"${escaped(name)}"` : JSON.stringify(name);
      const text = `[{${JSON.stringify(name)}:${JSON.stringify(value)},${second}:1}]`;
      assert.match(refusal(bytes(text)), /twice/);
    }),
  );
});

test('random bytes never get past the refusal or make anything but a refusal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
      refusal(body);
    }),
  );
});

test('no refusal repeats the input', () => {
  const mark = 'zq9-planted';
  const bodies = [
    `{"${mark}":1,"${mark}":2}`,
    `{"a":"${mark}`,
    `{"__proto__":"${mark}"}`,
    `["${mark}\\ud800"]`,
  ];
  for (const body of bodies) assert.ok(!refusal(bytes(body)).includes(mark));
});

test('a body of a megabyte of backslashes and quotes takes no quadratic time', () => {
  const text = JSON.stringify('\\"'.repeat(120_000));
  assert.equal(refusal(bytes(text)), 'accepted');
});

function echo(): FastifyInstance {
  const app = Fastify();
  registerProblems(app);
  registerStrictJson(app, { bytes: 100, depth: 32, keys: 10 });
  app.post('/', async (request) => ({ body: request.body }));
  return app;
}

const post = (contentType: string, payload: string, headers = {}) =>
  echo().inject({ method: 'POST', url: '/', headers: { 'content-type': contentType, ...headers }, payload });

test('only JSON in UTF-8 is a body', async () => {
  assert.equal((await post('application/json', '{"a":1}')).statusCode, 200);
  assert.equal((await post('application/json; charset=UTF-8', '{"a":1}')).statusCode, 200);
  const others = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; charset=utf-7',
    'application/json5',
    'application/ld+json',
    'application/json, text/plain',
    'nonsense',
  ];
  for (const type of others) assert.equal((await post(type, '{"a":1}')).statusCode, 415, type);
  assert.equal((await post('application/json', '{"a":1}', { 'content-encoding': 'gzip' })).statusCode, 415);
});

test('a deletion that names a type may come with nothing; whatever else does is refused', async () => {
  const app = echo();
  app.delete('/', async (request) => ({ none: request.body === undefined }));
  const send = (method: 'DELETE' | 'POST', payload: string) =>
    app.inject({ method, url: '/', headers: { 'content-type': 'application/json' }, payload });
  const empty = await send('DELETE', '');
  assert.deepEqual([empty.statusCode, empty.json()], [200, { none: true }]);
  assert.equal((await send('DELETE', '{')).statusCode, 400);
  assert.equal((await send('POST', '')).statusCode, 400);
});

test('a body over the limit answers 413', async () => {
  assert.equal((await post('application/json', JSON.stringify('x'.repeat(200)))).statusCode, 413);
});

test('a refused body answers 400 in the common form', async () => {
  const reply = await post('application/json', '{"a":1,"a":2}');
  assert.equal(reply.statusCode, 400);
  assert.equal(reply.json().code, 'bad_request');
});
