import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadConfig } from '#server/config.ts';
import { startTestApp } from '#tests/support/app.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTraceReceiver } from '#tests/support/trace-receiver.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let collector: Awaited<ReturnType<typeof startTraceReceiver>>;
const token = 'Zk4w9QpT7vXm2RsL';
before(async () => {
  collector = await startTraceReceiver();
  world = await startTestWorld({
    env: {
      CASEWARD_METRICS_ADDRESS: '127.0.0.1:0',
      CASEWARD_METRICS_TOKEN: token,
      CASEWARD_TRACES_URL: collector.url,
    },
  });
});
after(async () => {
  await world.close();
  await collector.close();
});

const metricsPage = (authorization = `Bearer ${token}`) =>
  fetch(`http://127.0.0.1:${world.test.app.metricsPort()}/metrics`, { headers: { authorization } });

test('requests are counted by declared route, and neither people nor records are in it', async () => {
  const { a } = world;
  const { id } = await makeCase(a.as('owner'), a, { title: 'planted-title', body: 'planted-body' });
  assert.equal((await a.as('viewer').get(`${a.path}/cases/${id}`)).status >= 200, true);
  await world.anonymous.get('/planted-path?planted=query');
  const text = await (await metricsPage()).text();
  const route = '/api/v1/workspaces/:workspaceId/cases/:caseId';
  assert.match(
    text,
    new RegExp(`^caseward_http_requests_total\\{method="GET",route="${route}",status="\\d+"\\} 1$`, 'm'),
  );
  assert.match(text, /^caseward_health\{part="database"\} 1$/m);
  assert.match(text, /^caseward_database_connections\{state="busy"\} \d+$/m);
  assert.match(text, /^process_resident_memory_bytes \d{7,}$/m);
  const { userId, email } = a.people.owner;
  for (const word of [id, a.workspaceId, userId, email, 'planted']) assert.ok(!text.includes(word), word);
});

test('metrics are not on the public port, and not for those without the token', async () => {
  assert.equal((await metricsPage('')).status, 401);
  assert.equal((await metricsPage(`Bearer ${token.slice(1)}`)).status, 401);
  const here = await fetch(`${world.test.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(here.status, 404);
});

test('without being asked for there are none, and an open address without a token does not start', async () => {
  const plain = await startTestApp();
  assert.equal(plain.app.metricsPort(), undefined);
  await plain.close();
  const start = (more: Record<string, string>) => () => loadConfig({ NODE_ENV: 'test', ...more });
  assert.throws(start({ CASEWARD_METRICS_ADDRESS: '0.0.0.0:9464' }), /CASEWARD_METRICS_TOKEN must be set/);
  assert.doesNotThrow(start({ CASEWARD_METRICS_ADDRESS: '127.0.0.1:9464' }));
  assert.doesNotThrow(start({ CASEWARD_METRICS_ADDRESS: '0.0.0.0:9464', CASEWARD_METRICS_TOKEN: token }));
});

test('each request is a span under its own id, in the form of the protocol, and tells nothing else', async () => {
  const traced = await startTestWorld({ env: { CASEWARD_TRACES_URL: collector.url } });
  const { a } = traced;
  const reply = await fetch(`${traced.test.url}/api/v1${a.path}/cases/00000000-0000-4000-8000-00000000beef`, {
    headers: { traceparent: '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01' },
  });
  const requestId = reply.headers.get('x-request-id')?.replaceAll('-', '');
  await traced.close();
  assert.deepEqual(collector.refused, []);
  const own = collector.spans.filter(({ traceId }) => traceId === requestId);
  assert.equal(own.length, 1);
  const [span] = own;
  assert.equal(span?.name, 'GET /api/v1/workspaces/:workspaceId/cases/:caseId');
  assert.ok(BigInt(span?.endTimeUnixNano ?? 0) >= BigInt(span?.startTimeUnixNano ?? 0));
  assert.deepEqual(
    span?.attributes.map(({ key }) => key),
    ['http.request.method', 'http.route', 'http.response.status_code'],
  );
  const all = JSON.stringify(collector.spans);
  for (const word of [a.workspaceId, 'beef', a.people.owner.userId, 'planted', 'aaaaaaaaaaaaaaaa'])
    assert.ok(!all.includes(word), word);
});

test('a collector that is away costs spans, and nothing else', async () => {
  const app = await startTestApp({ env: { CASEWARD_TRACES_URL: 'http://127.0.0.1:9' } });
  assert.equal((await fetch(`${app.url}/api/health/live`)).status, 200);
  await app.close();
});
