import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { AppError } from '#server/platform/app-error.ts';
import { createLogger } from './index.ts';
import { redactText } from './redact-text.ts';

/** Planted where a client, a library or a programmer could put it; none of them may be found in the log. */
const planted = {
  path: 'planted-in-path',
  query: 'planted-in-query',
  header: 'planted-in-header',
  cookie: 'planted-in-cookie',
  body: 'planted-in-body',
  thrown: 'planted-in-error',
  cause: 'planted-in-cause',
  detail: 'planted-in-detail',
  bound: 'planted-in-binding',
  title: 'planted-in-title',
  email: 'planted.person@example.org',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJwbGFudGVkIjoxfQ.c2lnbmVkLXBsYW50ZWQ',
  token: 'cw_planted0123456789',
  address: '203.0.113.77',
  address6: '2001:db8:7::77',
  code: 'PLNT-ED23-45XY',
  url: 'postgres://planted-user:planted-pass@db/x',
} as const;

type MakeLogger = (write: (line: string) => void) => FastifyBaseLogger;

const ours: MakeLogger = (write) =>
  createLogger({ level: 'trace', sensitive: ['title'], destination: { write } });
const plain: MakeLogger = (write) => pino({ level: 'trace' }, { write });

/** Runs requests that carry every planted text through an app that logs as carelessly as it can. */
async function logOf(makeLogger: MakeLogger): Promise<string> {
  const lines: string[] = [];
  const app = Fastify({ loggerInstance: makeLogger((line) => lines.push(line)) });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  app.post('/cases/:id', async (request) => {
    const { body, query, headers } = request;
    request.log.info({ body, query, headers, cookies: { a: planted.cookie } }, 'all of it');
    request.log.info({
      params: { title: planted.title, e_mail: planted.email, Session_Token: planted.token },
    });
    request.log
      .child({ cookie: planted.bound, title: planted.title })
      .warn({ nested: { deep: [{ title: planted.title }] } });
    request.log.info(
      `sign-in of ${planted.email} from ${planted.address} and ${planted.address6} with ${planted.code}`,
    );
    request.log.info(`bearer ${planted.token}, ${planted.jwt}, ${planted.url}, /cases?q=${planted.query}`);
    request.log.info(
      `{"password":"${planted.body}"} token=${planted.token} __Host-caseward=${planted.cookie}; x`,
    );
    request.log.info({ n: 1 }, '%s signed in from %s', planted.email, planted.address);
    request.log.error(new Error(`invalid input syntax for type uuid: "${planted.thrown}"`));
    const database = Object.assign(
      new Error('duplicate key value violates unique constraint "users_email"'),
      {
        detail: `Key (email)=(${planted.detail}) already exists.`,
        parameters: [planted.detail],
      },
    );
    request.log.error({
      err: new AppError('internal', { cause: database, private: { title: planted.title } }),
    });
    throw new Error(`cannot read '${planted.thrown}'`, {
      cause: new Error(`Key (email)=(${planted.cause})`, { cause: new Error(`for "${planted.cause}`) }),
    });
  });
  await app.inject({
    method: 'POST',
    url: `/cases/${planted.path}?q=${planted.query}&email=${encodeURIComponent(planted.email)}`,
    headers: {
      authorization: `Bearer ${planted.jwt}`,
      cookie: `a=${planted.cookie}`,
      'user-agent': planted.header,
      'x-forwarded-for': planted.address,
      referer: `https://x/${planted.header}`,
    },
    payload: { title: planted.body, password: planted.body, note: planted.email },
  });
  await app.inject(`/no/${planted.path}?q=${planted.query}`);
  await app.inject({
    method: 'POST',
    url: '/cases/1',
    headers: { 'content-type': planted.header },
    payload: 'x',
  });
  return lines.join('');
}

const secrets = [...Object.values(planted), 'planted'];

test('no planted text reaches the log', async () => {
  const log = await logOf(ours);
  const found = secrets.filter((secret) => log.includes(secret));
  assert.deepEqual(found, [], log);
});

test('the log still says what happened', async () => {
  const lines = (await logOf(ours))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(lines.every((line) => typeof line.level === 'string' && typeof line.time === 'string'));
  assert.ok(lines.some((line) => line.req?.method === 'POST' && line.req?.route === '/cases/:id'));
  assert.ok(lines.some((line) => line.res?.status === 500));
  assert.ok(lines.some((line) => line.msg === '[e-mail] signed in from [ip]'));
  const error = lines.find((line) => line.err?.cause?.message?.includes('unique constraint'));
  assert.equal(error.err.code, 'internal');
  assert.ok(error.err.stack.length > 0);
  assert.ok(lines.some((line) => line.reqId !== undefined));
});

test('negative control: a plain logger writes nearly all of it', async () => {
  const log = await logOf(plain);
  const found = secrets.filter((secret) => log.includes(secret));
  assert.ok(found.length >= secrets.length - 2, `${found.length} of ${secrets.length}`);
});

function lineOf(fields: Record<string, unknown>, message?: string): string {
  let line = '';
  const logger = createLogger({
    level: 'info',
    sensitive: ['title'],
    destination: {
      write(text) {
        line += text;
      },
    },
  });
  logger.info(fields, message);
  return line;
}

test('whatever is logged, the line stays one JSON object', () => {
  const words = fc.constantFrom(
    ...secrets,
    'token=1',
    '"password":"x"',
    'a@b',
    '?a=b',
    '::1',
    '\n',
    '"',
    '\\',
  );
  const text = fc
    .array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.jsonValue())), text, (fields, message) => {
      const line = lineOf({ fields }, message);
      assert.equal(typeof JSON.parse(line), 'object');
      assert.equal(line.indexOf('\n'), line.length - 1);
    }),
  );
});

test('e-mail addresses and network addresses never survive in free text', () => {
  const around = fc.constantFrom('', ' ', ': ', '"', '(', ',', '\n', '=', 'from ');
  const personal = fc.oneof(
    fc.emailAddress(),
    fc.ipV4(),
    fc.ipV6().filter((ip) => ip.length > 6),
  );
  fc.assert(
    fc.property(around, personal, around, (before, secret, after) => {
      assert.ok(!lineOf({}, `${before}${secret}${after}`).includes(secret), secret);
    }),
  );
});

test('odd values are described, not printed', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const line = lineOf({ circular, bytes: Buffer.from('planted'), big: 10n, when: new Date(0), fn: () => 1 });
  const parsed = JSON.parse(line);
  assert.equal(parsed.bytes, '[7 bytes]');
  assert.equal(parsed.big, '10');
  assert.equal(parsed.when, '1970-01-01T00:00:00.000Z');
});

test('a long hostile line is redacted in linear time', () => {
  for (const unit of ['a@', '::', '/?', '1.', 'token', 'ABCD-', '//', '"\\', 'eyJ.', '__Host-']) {
    lineOf({ note: unit.repeat(500) }, unit.repeat(20_000));
  }
});

test('a link that works once is told without its token', () => {
  const told = redactText(
    'opened https://cases.example.org/invitation#k3Jd-9fQ_aZ, "http://localhost:1/setup#abc" of case #12',
  );
  assert.equal(
    told,
    'opened https://cases.example.org/invitation[fragment] "http://localhost:1/setup[fragment]" of case #12',
  );
});
