import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testClock } from '#server/platform/clock/index.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { clientOf } from '#tests/support/client.ts';
import { type ErrorReceiver, startErrorReceiver } from '#tests/support/error-receiver.ts';

/** None of these may leave. */
const planted = {
  email: 'planted.person@example.org',
  title: 'planted-title',
  token: 'cw_planted0123456789',
  password: 'planted-password',
  query: 'planted-query',
  url: 'postgres://planted-user:planted-pass@db/x',
  address: '203.0.113.77',
} as const;

const clock = testClock(new Date());
let receiver: ErrorReceiver;
let app: TestApp;
before(async () => {
  receiver = await startErrorReceiver();
  app = await startTestApp({
    clock,
    env: { CASEWARD_ERROR_DSN: receiver.dsn, CASEWARD_LOG_LEVEL: 'silent' },
  });
});
after(async () => {
  await app.close();
  await receiver.close();
});

/** As carelessly made as an error of a library. */
function careless(): Error {
  const cause = Object.assign(new Error(`Key (email)=(${planted.email}) already exists`), {
    code: '23505',
    detail: planted.title,
    parameters: [planted.password],
  });
  const error = new Error(
    `cannot take "${planted.title}" with token=${planted.token} from ${planted.address}, ${planted.url}`,
    { cause },
  );
  return Object.assign(error, { body: planted, headers: { cookie: planted.token } });
}

function assertScrubbed(raw: string): void {
  const found = ['planted', ...Object.values(planted)].filter((secret) => raw.includes(secret));
  assert.deepEqual(found, [], raw);
  assert.ok(!raw.includes(process.cwd()), 'where the program lies is told');
}

test('an error of a route is told, without what the request held', async () => {
  const { services } = app.app;
  const { system } = services;
  const count = receiver.received.length;
  Object.assign(services, {
    system: () => {
      throw careless();
    },
  });
  try {
    const reply = await clientOf(app.url, { cookie: `__Host-caseward=${planted.token}` }).post(
      '/sign-in/codes',
      { email: planted.email },
      { 'user-agent': planted.title, 'x-request-id': planted.title },
    );
    assert.equal(reply.status, 500);
  } finally {
    Object.assign(services, { system });
  }
  const { event, path, auth, raw } = await receiver.report(count + 1);
  assert.equal(path, '/sub/api/42/envelope/');
  assert.match(auth, /sentry_key=public-key/);
  assert.equal(event.transaction, 'POST /api/v1/sign-in/codes');
  assert.equal(event.tags.kind, 'route');
  assert.match(event.tags.request_id, /^[0-9a-f-]{36}$/);
  assert.equal(event.exception.values.length, 2, 'the cause and the error');
  const frame = event.exception.values[1].stacktrace.frames.at(-1);
  assert.equal(frame.filename, 'tests/http/browser-errors/error-reports.test.ts');
  assertScrubbed(raw);
});

test('an error of a job is told, without what the job held', async () => {
  const { jobs } = app.app.services;
  const count = receiver.received.length;
  await jobs.work('failing', { retries: 0, expireInSeconds: 10 }, async () => {
    throw careless();
  });
  await jobs.send('failing', { title: planted.title, email: planted.email });
  const { event, raw } = await receiver.report(count + 1);
  assert.equal(event.transaction, 'failing');
  assert.equal(event.tags.kind, 'job');
  assertScrubbed(raw);
});

test('an error of a page is told, without what stood on it', async () => {
  const count = receiver.received.length;
  const reply = await clientOf(app.url).post('/browser-errors', {
    kind: 'render',
    name: 'TypeError',
    message: `cannot read '${planted.title}' of ${planted.email} at ${planted.url}`,
    stack: [
      `at render (https://${planted.title}.example.org/assets/app-1a2b3c4d.js?q=${planted.query}:1:2)`,
      'at draw (https://cases.example.org/assets/app-1a2b3c4d.js:3:4)',
      `planted@https://cases.example.org/w/${planted.title}:5:6`,
    ],
    page: '/w/$workspaceId/cases/$caseId',
  });
  assert.equal(reply.status, 204);
  const { event, raw } = await receiver.report(count + 1);
  assert.equal(event.platform, 'javascript');
  assert.equal(event.transaction, 'render /w/$workspaceId/cases/$caseId');
  assert.equal(event.exception.values[0].type, 'TypeError');
  assert.ok(
    event.exception.values[0].stacktrace.frames.some(
      (frame: { filename: string }) => frame.filename === '/assets/app-1a2b3c4d.js',
    ),
  );
  assert.ok(!raw.includes('planted-') && !raw.includes('example.org'), raw);
});

test('control: the errors themselves hold what was planted', () => {
  const { message, cause } = careless();
  const all = `${message} ${(cause as Error).message}`;
  for (const secret of [planted.email, planted.title, planted.token, planted.url, planted.address]) {
    assert.ok(all.includes(secret), secret);
  }
});

test('what is refused, or not there, is no error to tell of', async () => {
  const count = receiver.received.length;
  await clientOf(app.url).get('/session');
  await clientOf(app.url).post('/sign-in/codes', { email: 'no address' });
  await clientOf(app.url).get('/nowhere');
  await app.app.services.errors.drain();
  assert.equal(receiver.received.length, count);
});

test('a flood becomes a trickle, and a service that asks for quiet gets it', async () => {
  const { errors } = app.app.services;
  clock.advance(60_000);
  const before = receiver.received.length;
  for (let round = 0; round < 20; round += 1) {
    for (let each = 0; each < 10; each += 1) errors.report(careless(), { kind: 'job', place: 'flood' });
    await errors.drain();
  }
  assert.equal(receiver.received.length - before, 30);
  clock.advance(60_000);
  receiver.answer(429, { 'retry-after': '120' });
  errors.report(careless(), { kind: 'job', place: 'flood' });
  await errors.drain();
  const asked = receiver.received.length;
  clock.advance(60_000);
  errors.report(careless(), { kind: 'job', place: 'flood' });
  await errors.drain();
  assert.equal(receiver.received.length, asked, 'it asked for two minutes of quiet');
  receiver.answer(200);
  clock.advance(61_000);
  errors.report(careless(), { kind: 'job', place: 'flood' });
  await errors.drain();
  assert.equal(receiver.received.length, asked + 1);
});
