import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { errorStatus, problemSchema } from '#contracts/errors.ts';
import { AppError, frameworkErrors, registerProblems, toAppError, toProblem } from './problem.ts';

const secret = 'SELECT body FROM app.cases /srv/caseward';

function appThatThrows(error: unknown, install = registerProblems): FastifyInstance {
  const app = Fastify({ frameworkErrors: frameworkErrors({ 'x-frame-options': 'DENY' }) });
  install(app);
  app.get('/record', async () => {
    throw error;
  });
  app.post('/record', async () => ({}));
  return app;
}

test('every code makes a reply that fits the contract and has its status', () => {
  for (const [code, status] of Object.entries(errorStatus)) {
    const error = new AppError(code as keyof typeof errorStatus, {
      field: 'title',
      message: 'Give it a title.',
      details: { limit: 5 },
      issues: [{ field: 'title', message: 'Give it a title.' }],
    });
    const problem = toProblem(error);
    assert.equal(problem.status, status);
    problemSchema.parse(JSON.parse(problem.body));
  }
});

test('not found is the same bytes whatever the reason', async () => {
  const hidden = await appThatThrows(
    new AppError('not_found', { message: secret, field: 'id', details: { secret }, private: secret }),
  ).inject('/record');
  const absent = await appThatThrows(undefined).inject('/no-such-route');
  assert.equal(hidden.statusCode, 404);
  assert.equal(hidden.body, absent.body);
  assert.equal(hidden.headers['content-type'], absent.headers['content-type']);
  assert.equal(hidden.headers['content-length'], absent.headers['content-length']);
});

test('an unknown error says nothing', async () => {
  const thrown = [
    new Error(secret, { cause: new Error(secret) }),
    Object.assign(new Error(secret), { statusCode: 400, code: '42P01' }),
    secret,
    { message: secret },
    new AppError('internal', { message: secret, private: secret, details: { secret } }),
  ];
  const expected = toProblem(new AppError('internal')).body;
  for (const error of thrown) {
    const reply = await appThatThrows(error).inject('/record');
    assert.equal(reply.statusCode, 500);
    assert.equal(reply.body, expected);
  }
});

test('negative control: without the handlers the error text gets out', async () => {
  const reply = await appThatThrows(new Error(secret), () => {}).inject('/record');
  assert.ok(reply.body.includes(secret));
});

test('the private part never leaves', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(errorStatus)), fc.uuid(), (code, mark) => {
      const error = new AppError(code as keyof typeof errorStatus, {
        private: { mark },
        cause: new Error(mark),
      });
      assert.ok(!JSON.stringify(toProblem(error)).includes(mark));
    }),
  );
});

test('a refused schema names the field and repeats neither values nor hostile names', () => {
  const schema = z.strictObject({
    title: z.string().max(3),
    parties: z.array(z.strictObject({ role: z.enum(['client']), code: z.string().regex(/^x$/) })),
  });
  const input = { title: secret, parties: [{ role: secret, code: secret }], [`<${secret}>`]: 1 };
  const result = schema.safeParse(input);
  assert.ok(result.error);
  const problem = toProblem(toAppError(result.error));
  assert.equal(problem.status, 422);
  const body = problemSchema.parse(JSON.parse(problem.body));
  assert.equal(body.field, 'title');
  assert.deepEqual(
    body.issues?.map((issue) => issue.field),
    ['title', 'parties.0.role', 'parties.0.code', '?'],
  );
  assert.ok(!problem.body.includes(secret));
});

test('what Fastify refuses keeps its meaning', async () => {
  const app = appThatThrows(undefined);
  const wrongType = await app.inject({
    method: 'POST',
    url: '/record',
    headers: { 'content-type': 'text/xml' },
    payload: '<a/>',
  });
  assert.equal(wrongType.statusCode, 415);
  const badUrl = await app.inject('/record/%zz');
  assert.equal(badUrl.statusCode, 400);
  assert.equal(badUrl.body, toProblem(new AppError('bad_request')).body);
  assert.equal(badUrl.headers['x-frame-options'], 'DENY');
});

test('retry-after is whole seconds, rounded up', () => {
  assert.equal(toProblem(new AppError('too_many_requests', { retryAfter: 1.2 })).headers['retry-after'], '2');
});

test('a client that hangs up is no failure of ours; a database that does is', () => {
  const hungUp = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  const ours = toAppError(hungUp);
  assert.deepEqual([ours.code, ours.retryAfter], ['unavailable', 5]);
  assert.equal(toAppError(Object.assign(hungUp, { statusCode: 400 })).code, 'bad_request');
});
