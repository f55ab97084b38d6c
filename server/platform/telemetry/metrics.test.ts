import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createMetrics } from './metrics.ts';
import { serveMetrics } from './metrics-server.ts';

const lines = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.text()).split('\n');

test('counters grow by label, and gauges are read when somebody asks', async () => {
  const metrics = createMetrics();
  metrics.count('asked_total', 'Asked.', { route: '/a' });
  metrics.count('asked_total', 'Asked.', { route: '/a' });
  metrics.count('asked_total', 'Asked.', { route: '/b' });
  let value = 1;
  metrics.gauge('now', 'Now.', () => [{ value }]);
  metrics.gauge('away', 'Away.', async () => {
    throw new Error('not to be had');
  });
  value = 2;
  const text = await lines(metrics);
  for (const line of [
    'asked_total{route="/a"} 2',
    'asked_total{route="/b"} 1',
    '# TYPE asked_total counter',
    'now 2',
  ])
    assert.ok(text.includes(line), line);
  assert.ok(!text.some((line) => line.startsWith('away ')));
});

test('a histogram counts each time in every bucket it fits', async () => {
  const metrics = createMetrics();
  for (const seconds of [0.003, 0.3, 99]) metrics.observe('took_seconds', 'Took.', seconds, { q: 'x' });
  const text = await lines(metrics);
  for (const line of [
    'took_seconds_bucket{q="x",le="0.005"} 1',
    'took_seconds_bucket{q="x",le="0.25"} 1',
    'took_seconds_bucket{q="x",le="0.5"} 2',
    'took_seconds_bucket{q="x",le="10"} 2',
    'took_seconds_bucket{q="x",le="+Inf"} 3',
    'took_seconds_count{q="x"} 3',
  ])
    assert.ok(text.includes(line), line);
});

test('no label ends its line or its quotes, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (label) => {
      const metrics = createMetrics();
      metrics.count('asked_total', 'Asked.', { label });
      const [, , line = '', ...rest] = await lines(metrics);
      assert.match(line, /^asked_total\{label="(?:[^"\\\n]|\\["\\n])*"\} 1$/u);
      assert.deepEqual(rest, ['']);
    }),
  );
});

test('labels without end do not fill the memory', async () => {
  const metrics = createMetrics();
  for (let n = 0; n < 6_000; n += 1) metrics.count('asked_total', 'Asked.', { n: String(n) });
  assert.equal((await lines(metrics)).filter((line) => line.startsWith('asked_total{')).length, 5_000);
});

test('metrics are given to whoever may read them, at one address and by one method', async () => {
  const server = await serveMetrics(
    { text: async () => 'up 1\n' },
    { host: '127.0.0.1', port: 0 },
    (authorization) => authorization === 'Bearer right',
  );
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  const headers = { authorization: 'Bearer right' };
  try {
    assert.equal((await ask('/metrics')).status, 401);
    assert.equal((await ask('/metrics', { headers: { authorization: 'Bearer wrong' } })).status, 401);
    assert.equal(await (await ask('/metrics', { headers })).text(), 'up 1\n');
    assert.equal((await ask('/metrics', { headers, method: 'POST' })).status, 404);
    for (const path of ['/', '/metrics/', '/metrics?x', '/api/health'])
      assert.equal((await ask(path, { headers })).status, 404, path);
  } finally {
    await server.close();
  }
});
