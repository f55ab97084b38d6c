import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { watchLog } from '#server/features/log-watch/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { eventually, type Posted, startWebhookReceiver } from '#tests/support/receivers.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let hook: Awaited<ReturnType<typeof startWebhookReceiver>>;
let status = 204;
before(async () => {
  hook = await startWebhookReceiver(() => status);
  world = await startTestWorld({ prepare: uncountRates, env: { CASEWARD_INSIDE_HOSTS: hook.host } });
});
after(() => hook.close());
after(() => world.close());

const many = { kind: 'many-reads', threshold: 3, windowMinutes: 5, byMail: false };
const owner = () => world.a.as('owner');
const path = () => `${world.a.path}/log-alerts`;

async function make(body: Json): Promise<Json> {
  const made = await owner().post(path(), { name: 'Watch', webhook: null, ...body });
  assertStatus(made, 201);
  return made.body;
}
async function readTimes(times: number, role: 'reviewer' | 'manager' | 'admin' = 'reviewer'): Promise<void> {
  const { id } = await makeCase(world.a.as('member'), world.a, { title: 'Watched' });
  for (let i = 0; i < times; i += 1)
    assertStatus(await world.a.as(role).get(`${world.a.path}/cases/${id}`), 200);
}
const deliveries = async (): Promise<Json[]> =>
  (await owner().get(`${world.a.path}/alert-deliveries`)).body.items;
const ofAlert = (id: string) => hook.posted.filter(({ body }) => body.includes(id));
const verifies = (secret: string, { headers, body }: Posted) => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
};
const unsealed = () =>
  withClient(world.test.database.adminUrl, async (admin) => {
    const { rows } = await admin.query(
      'select count(*)::int as n from app.audit_entries e where not exists (select 1 from app.audit_leaves l where l.entry_id = e.id)',
    );
    return Number(rows[0].n);
  });
const dueNow = () =>
  withClient(world.test.database.adminUrl, (admin) =>
    admin.query("update app.alert_deliveries set next_try_at = now() where state = 'waiting'"),
  );

test('so many cases read in a few minutes are told once, by a webhook whose signature holds', async () => {
  const { alert, secret } = await make({ ...many, webhook: hook.url });
  await readTimes(5);
  const posted = await eventually(() => ofAlert(alert.id)[0], 'an alert');
  assert.ok(verifies(secret, posted));
  assert.ok(!verifies(`whsec_${Buffer.alloc(32).toString('base64')}`, posted), 'control: another secret');
  const { type, data } = JSON.parse(posted.body);
  assert.equal(type, 'audit.alert');
  assert.deepEqual(
    [data.kind, data.actorId, data.count >= 3, data.workspaceId],
    ['many-reads', world.a.people.reviewer.userId, true, world.a.workspaceId],
  );
  assert.doesNotMatch(posted.body, /Watched/);
  await readTimes(2);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await watchLog(world.test.app.services);
  assert.equal(ofAlert(alert.id).length, 1, 'one storm, one message');
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
});

test('reads that earlier rounds looked at are counted with the one that makes them too many', async () => {
  const { alert } = await make({ ...many, threshold: 6, webhook: hook.url });
  const round = async () => {
    await eventually(async () => (await unsealed()) === 0, 'everything in the log');
    await watchLog(world.test.app.services);
  };
  await readTimes(5, 'manager');
  await round();
  await readTimes(4, 'admin');
  await round();
  assert.equal(ofAlert(alert.id).length, 0, 'one is missing');
  await readTimes(1, 'manager');
  const posted = await eventually(() => ofAlert(alert.id)[0], 'an alert');
  const { data } = JSON.parse(posted.body);
  assert.deepEqual([data.actorId, data.count], [world.a.people.manager.userId, 6]);
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
});

test('a role is raised for the second time within the window, behind changes that raise nobody', async () => {
  const rule = { kind: 'role-to-admin', threshold: 2, windowMinutes: 60, byMail: false };
  const { alert } = await make({ ...rule, webhook: hook.url });
  const invite = (role: string, i: number) =>
    owner().post(`${world.a.path}/invitations`, { email: `raised-${role}-${i}@example.test`, role });
  assertStatus(await invite('admin', 1), 201);
  for (let i = 0; i < 4; i += 1) assertStatus(await invite('viewer', i), 201);
  await eventually(async () => (await unsealed()) === 0, 'everything in the log');
  await watchLog(world.test.app.services);
  assert.equal(ofAlert(alert.id).length, 0);
  assertStatus(await invite('admin', 2), 201);
  const posted = await eventually(() => ofAlert(alert.id)[0], 'an alert');
  assert.equal(JSON.parse(posted.body).data.count, 2);
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
});

test('negative control: fewer reads, or of several people, are told to nobody', async () => {
  const { alert } = await make({ ...many, threshold: 40, webhook: hook.url });
  await readTimes(3);
  await readTimes(3, 'manager');
  await new Promise((resolve) => setTimeout(resolve, 800));
  await watchLog(world.test.app.services);
  assert.equal(ofAlert(alert.id).length, 0);
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
});

test('a receiver that is away gets it later: tried again, the same id, nothing lost', async () => {
  status = 500;
  const { alert } = await make({
    kind: 'export',
    threshold: 1,
    windowMinutes: 1,
    byMail: false,
    webhook: hook.url,
  });
  assertStatus(await owner().post(`${world.a.path}/audit/exports`, { format: 'csv' }), 200);
  await eventually(() => ofAlert(alert.id).length > 0, 'a first try');
  const failed = await eventually(
    async () => (await deliveries()).find(({ alertId, tries }) => alertId === alert.id && tries > 0),
    'a failure on the list',
  );
  assert.deepEqual([failed.state, failed.failure], ['waiting', 'status']);
  assert.ok(Date.parse(failed.nextTryAt) > Date.parse(failed.madeAt));
  status = 204;
  const again = await owner().post(`${world.a.path}/alert-deliveries/${failed.id}/tries`);
  assertStatus(again, 200);
  // The server's own round may hold it just then.
  await eventually(async () => {
    await watchLog(world.test.app.services);
    return (await deliveries()).some(({ id, state }) => id === failed.id && state === 'sent');
  }, 'a delivery');
  const ids = ofAlert(alert.id).map(({ headers }) => headers['webhook-id']);
  assert.ok(ids.length >= 2 && new Set(ids).size === 1, 'a receiver can drop what it has');
  await dueNow();
  await watchLog(world.test.app.services);
  assert.equal(ofAlert(alert.id).length, ids.length, 'what was sent is not sent again');
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
});

test('by mail it goes to those who administer', async () => {
  const { alert, secret } = await make({
    kind: 'role-to-admin',
    threshold: 1,
    windowMinutes: 1,
    byMail: true,
  });
  assert.equal(secret, null);
  const member = `${world.a.path}/members/${world.a.people.viewer.userId}`;
  const raised = await owner().patch(member, { role: 'admin' }, { 'if-match': '"v1"' });
  assertStatus(raised, 200);
  const sent = await eventually(
    async () => (await deliveries()).find(({ alertId, state }) => alertId === alert.id && state === 'sent'),
    'a mail',
  );
  assert.equal(sent.channel, 'mail');
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
});

test('nothing inside the network is posted to', async () => {
  const { alert } = await make({
    kind: 'export',
    threshold: 1,
    windowMinutes: 1,
    byMail: false,
    webhook: 'https://169.254.169.254/latest',
  });
  assertStatus(await owner().post(`${world.a.path}/audit/exports`, { format: 'csv' }), 200);
  const refused = await eventually(
    async () => (await deliveries()).find(({ alertId, failure }) => alertId === alert.id && failure),
    'a refusal',
  );
  assert.equal(refused.failure, 'inside');
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
});

test('that a rule is made, changed, fires and goes is in the log; the secret is nowhere', async () => {
  const { alert, secret } = await make({ ...many, webhook: hook.url });
  const changed = await owner().patch(`${path()}/${alert.id}`, { active: false }, { 'if-match': '"v1"' });
  assert.deepEqual([changed.status, changed.body.active], [200, false]);
  assertStatus(await owner().patch(`${path()}/${alert.id}`, { active: true }, { 'if-match': '"v1"' }), 412);
  assert.ok(!(await owner().get(path())).text.includes(secret));
  assertStatus(await owner().delete(`${path()}/${alert.id}`), 204);
  const log = await owner().post(`${world.a.path}/audit/query`, {
    filter: { targetKinds: ['log-alert'] },
    limit: 100,
  });
  const actions = new Set(log.body.items.map(({ action }: Json) => action));
  for (const action of ['created', 'changed', 'fired', 'removed'])
    assert.ok(actions.has(`log-alert.${action}`), action);
});

test('an alert that goes to nobody, and one of other people, is refused', async () => {
  assertStatus(await owner().post(path(), { name: 'x', webhook: null, ...many }), 422);
  assertStatus(await world.a.as('manager').get(path()), 403);
});
