import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { watchLog } from '#server/features/log-watch/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { eventually, startWebhookReceiver } from '#tests/support/receivers.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let hook: Awaited<ReturnType<typeof startWebhookReceiver>>;
before(async () => {
  hook = await startWebhookReceiver(() => 204);
  world = await startTestWorld({
    prepare: uncountRates,
    env: {
      CASEWARD_INSIDE_HOSTS: hook.host,
      CASEWARD_REGION: 'eu',
      CASEWARD_PLACE_REGIONS: 'siem.test=us-east,near.test=eu-north',
      CASEWARD_PLACES_ELSEWHERE: 'allowed.test',
    },
  });
});
after(async () => {
  await world.close();
  hook.close();
});

const owner = () => world.a.as('owner');
const streams = () => `${world.a.path}/log-streams`;
const alerts = () => `${world.a.path}/log-alerts`;
const makeStream = (target: Json) => owner().post(streams(), { name: 'To the SIEM', from: 'now', target });
const makeAlert = (webhook: string, kind = 'export') =>
  owner().post(alerts(), {
    name: 'Exports',
    kind,
    threshold: 1,
    windowMinutes: 1,
    byMail: false,
    webhook,
  });
const bucketIn = (region: string, endpoint: string | null = null) => ({
  kind: 's3',
  bucket: 'log-of-a',
  region,
  endpoint,
  accessKeyId: 'one',
  secretAccessKey: 'two',
});
const syslogAt = (host: string) => ({ kind: 'syslog', host, port: 6514, authority: null });
const webhookAt = (address: string) => ({ kind: 'webhook', address });

/** As if every place were inside the region. */
async function withoutTheRule<T>(work: () => Promise<T>): Promise<T> {
  const { services } = world.test.app;
  const { inRegion } = services;
  Object.assign(services, { inRegion: () => true });
  try {
    return await work();
  } finally {
    Object.assign(services, { inRegion });
  }
}

const ELSEWHERE: [field: string, target: Json][] = [
  ['target.address', webhookAt('https://siem.test/log')],
  ['target.address', webhookAt('https://nobody-says-where.test/log')],
  ['target.address', webhookAt('https://sub.allowed.test/log')],
  ['target.host', syslogAt('siem.test')],
  ['target.host', syslogAt('SIEM.test')],
  ['target.host', syslogAt('203.0.113.7')],
  ['target.host', syslogAt('2001:db8::7')],
  ['target.region', bucketIn('us-east-1')],
  ['target.endpoint', bucketIn('eu-central-1', 'https://siem.test')],
  // Its own word of where it stands counts for nothing.
  ['target.endpoint', bucketIn('eu-central-1', 'https://nobody-says-where.test')],
];

for (const [field, target] of ELSEWHERE)
  test(`the log is not streamed out of the region: ${JSON.stringify(target)}`, async () => {
    const refused = await makeStream(target);
    assertStatus(refused, 422);
    assert.equal(refused.body.field, field);
    assert.equal((await owner().get(streams())).body.items.length, 0, 'nothing of it is kept');
  });

test('inside the region, and where the operator allowed its very host, it may be', async () => {
  const targets = [
    webhookAt('https://near.test/log'),
    webhookAt('https://allowed.test/log'),
    bucketIn('eu-central-1'),
    webhookAt(hook.url),
  ];
  for (const target of targets) {
    const made = await makeStream(target);
    assertStatus(made, 201);
    assertStatus(await owner().delete(`${streams()}/${made.body.stream.id}`), 204);
  }
});

test('what is no address is told when it is used, not by a fault', async () => {
  const made = await makeStream(syslogAt('a:b'));
  assert.notEqual(made.status, 500);
  if (made.status === 201) assertStatus(await owner().delete(`${streams()}/${made.body.stream.id}`), 204);
});

test('nor are alerts sent out of it', async () => {
  const refused = await makeAlert('https://siem.test/alert');
  assertStatus(refused, 422);
  assert.equal(refused.body.field, 'webhook');
  const made = await makeAlert('https://near.test/alert');
  assertStatus(made, 201);
  assertStatus(await owner().delete(`${alerts()}/${made.body.alert.id}`), 204);
});

test('what was made before the region was stated gets nothing, and says why; nothing of it is lost', async () => {
  const made = await withoutTheRule(() => makeStream(webhookAt('https://siem.test/log')));
  assertStatus(made, 201);
  const { id } = made.body.stream;
  const { services } = world.test.app;
  const after = (round: () => Promise<void>, ready: (state: Json) => boolean, what: string) =>
    eventually(async () => {
      await withClient(world.test.database.adminUrl, (admin) =>
        admin.query('update app.log_streams set next_try_at = now()'),
      );
      await round();
      const state = (await owner().get(streams())).body.items.find((one: Json) => one.id === id);
      return ready(state) && state;
    }, what);
  await makeCase(world.a.as('member'), world.a, { title: 'Held' });
  const held = await after(
    () => watchLog(services),
    ({ failure }) => failure === 'elsewhere',
    'a stream that is held',
  );
  assert.deepEqual([held.sent, held.behind > 0], [0, true]);
  const tried = await after(
    () => watchLog({ ...services, inRegion: () => true }),
    ({ failure }) => failure !== null && failure !== 'elsewhere',
    'a stream that is tried once its host is allowed',
  );
  assert.ok(tried.behind >= held.behind);
  assertStatus(await owner().delete(`${streams()}/${id}`), 204);
});

test('nor is an alert of before posted there', async () => {
  const made = await withoutTheRule(() => makeAlert('https://siem.test/alert', 'security-changed'));
  assertStatus(made, 201);
  assertStatus(await makeAlert('https://near.test/alert'), 201);
  const delivery = await eventually(async () => {
    const { items } = (await owner().get(`${world.a.path}/alert-deliveries`)).body;
    return items.find((one: Json) => one.alertId === made.body.alert.id && one.failure !== null);
  }, 'a delivery that is held');
  assert.deepEqual([delivery.failure, delivery.state], ['elsewhere', 'waiting']);
});

test('control: without the rule the same targets are taken', async () => {
  await withoutTheRule(async () => {
    const made = await makeStream(webhookAt('https://siem.test/log'));
    assertStatus(made, 201);
    assertStatus(await owner().delete(`${streams()}/${made.body.stream.id}`), 204);
  });
});
