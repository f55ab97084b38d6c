import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { watchLog } from '#server/features/log-watch/index.ts';
import { type S3Twin, startS3Twin } from '#server/platform/blobs/s3.twin.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { eventually, startSyslogReceiver, startWebhookReceiver } from '#tests/support/receivers.ts';
import { hostCertificate } from '#tests/support/tls-host.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const certificate = hostCertificate('localhost');
let world: TestWorld;
let hook: Awaited<ReturnType<typeof startWebhookReceiver>>;
let syslog: Awaited<ReturnType<typeof startSyslogReceiver>>;
let bucket: S3Twin;
let status = 204;
before(async () => {
  hook = await startWebhookReceiver(() => status);
  syslog = await startSyslogReceiver(certificate);
  bucket = await startS3Twin();
  const hosts = [hook.host, `localhost:${syslog.port}`, new URL(bucket.endpoint).host];
  world = await startTestWorld({ prepare: uncountRates, env: { CASEWARD_INSIDE_HOSTS: hosts.join(',') } });
});
after(async () => {
  await world.close();
  hook.close();
  syslog.close();
  await bucket.close();
});

const owner = () => world.a.as('owner');
const path = () => `${world.a.path}/log-streams`;
const webhookTarget = () => ({ kind: 'webhook', address: hook.url });

async function make(target: Json, from = 'beginning'): Promise<Json> {
  const made = await owner().post(path(), { name: 'To the SIEM', from, target });
  assertStatus(made, 201);
  return made.body;
}
const stateOf = async (id: string): Promise<Json> =>
  (await owner().get(path())).body.items.find((one: Json) => one.id === id);
const upToDate = (id: string) =>
  eventually(async () => {
    await dueNow();
    await watchLog(world.test.app.services);
    const state = await stateOf(id);
    return state.behind === 0 && state.sent > 0 && state;
  }, 'a stream that caught up');
const dueNow = () =>
  withClient(world.test.database.adminUrl, (admin) =>
    admin.query('update app.log_streams set next_try_at = now()'),
  );
const remove = async (id: string) => assertStatus(await owner().delete(`${path()}/${id}`), 204);
const ordered = (seqs: readonly number[]) => seqs.every((seq, at) => at === 0 || seq > (seqs[at - 1] ?? 0));
const postedBy = (id: string) =>
  hook.posted.filter(({ headers }) => String(headers['webhook-id']).startsWith(id));
const numbersIn = (texts: readonly string[]): number[] =>
  texts.flatMap((text) => JSON.parse(text).data.entries.map(({ seq }: Json) => seq));

test('a webhook gets every entry in order, signed; none of another workspace', async () => {
  for (let i = 0; i < 4; i += 1) await makeCase(world.a.as('member'), world.a, { title: 'Streamed' });
  await makeCase(world.b.as('member'), world.b, { title: 'Of B' });
  const { stream, secret } = await make(webhookTarget());
  await upToDate(stream.id);
  const mine = await eventually(() => {
    const posted = postedBy(stream.id);
    return posted.some(({ body }) => body.includes('log-stream.created')) ? posted : undefined;
  }, 'the newest entry');
  const numbers = numbersIn(mine.map(({ body }) => body));
  assert.ok(numbers.length >= 3 && ordered(numbers), numbers.join());
  for (const { headers, body } of mine) {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    assert.equal(
      headers['webhook-signature'],
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    assert.doesNotMatch(body, /Streamed|Of B/);
    assert.ok(!body.includes(world.b.workspaceId));
  }
  const [first] = JSON.parse(mine[0]?.body ?? '').data.entries;
  assert.deepEqual([first.schema, typeof first.shown.outcome], ['caseward-audit-entry/1', 'string']);
  await remove(stream.id);
});

test('a receiver that is away gets all of it later, in order; the screen says so meanwhile', async () => {
  status = 503;
  const { stream } = await make(webhookTarget());
  const failing = await eventually(async () => {
    const state = await stateOf(stream.id);
    return state.failingSince && state;
  }, 'a failure on the screen');
  assert.deepEqual([failing.failure, failing.sent], ['status', 0]);
  assert.ok(failing.behind > 0 && failing.nextTryAt);
  const before = postedBy(stream.id).length;
  status = 204;
  const state = await upToDate(stream.id);
  assert.equal(state.failingSince, null);
  const numbers = numbersIn(
    postedBy(stream.id)
      .slice(before)
      .map(({ body }) => body),
  );
  assert.deepEqual([ordered(numbers), numbers.length >= state.sent], [true, true], numbers.join());
  const log = await owner().post(`${world.a.path}/audit/query`, {
    filter: { actions: ['log-stream.failing'], targetId: stream.id },
  });
  assert.equal(log.body.items.length, 1, 'the trouble is in the log, once');
  await remove(stream.id);
});

test('syslog over TLS gets messages of RFC 5424, and again what broke off', async () => {
  syslog.breakOff(true);
  const { stream } = await make({
    kind: 'syslog',
    host: 'localhost',
    port: syslog.port,
    authority: certificate.cert,
  });
  await eventually(async () => (await stateOf(stream.id)).failure, 'a broken connection');
  assert.equal(syslog.messages.length, 0);
  syslog.breakOff(false);
  await upToDate(stream.id);
  const [message = ''] = syslog.messages;
  const [head = '', json = ''] = message.split('\ufeff');
  assert.match(
    head,
    /^<1(?:10|08)>1 \d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) localhost caseward - [\x21-\x7e]{1,32} - $/,
  );
  assert.equal(JSON.parse(json).schema, 'caseward-audit-entry/1');
  const numbers = syslog.messages.map((text) => JSON.parse(text.split('\ufeff')[1] ?? '').seq);
  assert.ok(ordered(numbers));
  await remove(stream.id);
});

test('negative control: a syslog server whose certificate is another one hears nothing', async () => {
  const other = hostCertificate('localhost').cert;
  const { stream } = await make({ kind: 'syslog', host: 'localhost', port: syslog.port, authority: other });
  const failed = await eventually(async () => (await stateOf(stream.id)).failure, 'a refusal');
  assert.equal(failed, 'unreachable');
  assert.ok(!syslog.messages.some((message) => message.includes(stream.id)));
  await remove(stream.id);
});

test('a bucket gets objects whose names are in the order of the log', async () => {
  const keys = { accessKeyId: 'probe', secretAccessKey: 'a secret of the store' };
  const { stream } = await make({
    kind: 's3',
    bucket: 'bucket',
    region: 'eu-1',
    endpoint: bucket.endpoint,
    ...keys,
  });
  await upToDate(stream.id);
  const put = bucket.seen.filter(({ line }) => line.startsWith('PUT'));
  assert.ok(put.length > 0);
  for (const { line } of put) assert.match(line, /^PUT \/bucket\/audit\/\d{16}-\d{16}\.ndjson/);
  const listed = (await owner().get(path())).text;
  assert.ok(!listed.includes(keys.secretAccessKey) && listed.includes('bucket at 127.0.0.1'));
  await remove(stream.id);
});

test('what is typed leads nowhere inside: not by webhook, not by syslog, not as a bucket', async () => {
  const keys = { accessKeyId: 'k', secretAccessKey: 's' };
  for (const target of [
    { kind: 'webhook', address: 'https://127.0.0.1:1/' },
    { kind: 'syslog', host: '169.254.169.254', port: 6514, authority: null },
    { kind: 's3', bucket: 'bucket', region: 'eu-1', endpoint: 'https://10.0.0.1/', ...keys },
  ]) {
    const { stream } = await make(target);
    assert.equal(
      await eventually(async () => (await stateOf(stream.id)).failure, 'a refusal'),
      'inside',
      target.kind,
    );
    await remove(stream.id);
  }
});

test('a stream that is stopped sends nothing, and goes on where it stopped', async () => {
  const { stream } = await make(webhookTarget(), 'now');
  const stopped = await owner().patch(
    `${path()}/${stream.id}`,
    { active: false },
    { 'if-match': `"v${stream.version}"` },
  );
  assertStatus(stopped, 200);
  const { sent } = await stateOf(stream.id);
  const { id } = await makeCase(world.a.as('member'), world.a, { title: 'Meanwhile' });
  await eventually(async () => (await stateOf(stream.id)).behind > 0, 'entries that wait');
  assert.equal((await stateOf(stream.id)).sent, sent);
  assertStatus(
    await owner().patch(
      `${path()}/${stream.id}`,
      { active: true },
      { 'if-match': `"v${stopped.body.version}"` },
    ),
    200,
  );
  await eventually(() => hook.posted.some(({ body }) => body.includes(id)), 'the entry that waited');
  await remove(stream.id);
});

test('two runs at once hand nothing over out of order', async () => {
  const { stream } = await make(webhookTarget());
  await Promise.all([1, 2, 3].map(() => watchLog(world.test.app.services)));
  await upToDate(stream.id);
  const mine = postedBy(stream.id);
  assert.ok(ordered(numbersIn(mine.map(({ body }) => body))));
  await remove(stream.id);
});

test('the health page has a part for it', async () => {
  const checks = (await (await fetch(`${world.test.url}/api/health`)).json()).checks;
  assert.ok(checks.some(({ name }: Json) => name === 'streams'));
});
