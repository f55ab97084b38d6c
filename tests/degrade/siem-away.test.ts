import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { watchLog } from '#server/features/log-watch/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { eventually, startWebhookReceiver } from '#tests/support/receivers.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { partIs } from './part.ts';

let world: TestWorld;
let siem: Awaited<ReturnType<typeof startWebhookReceiver>>;
let status = 204;
before(async () => {
  siem = await startWebhookReceiver(() => status);
  world = await startTestWorld({ env: { CASEWARD_INSIDE_HOSTS: siem.host } });
});
after(async () => {
  await world.close();
  siem.close();
});

const sql = (text: string) => withClient(world.test.database.adminUrl, (admin) => admin.query(text));
const seqs = () =>
  siem.posted.flatMap(({ body }) => JSON.parse(body).data.entries.map(({ seq }: Json) => seq));

test('the receiver of a stream goes away: health names it, entries wait, and arrive in order when it is back', async () => {
  const { a, test: app } = world;
  const owner = a.as('owner');
  await partIs(app, 'streams', 'off');
  status = 503;
  const target = { kind: 'webhook', address: siem.url };
  const made = await owner.post(`${a.path}/log-streams`, { name: 'SIEM', from: 'beginning', target });
  assertStatus(made, 201);
  await makeCase(a.as('member'), a, { title: 'Meanwhile' });
  const state = async () => (await owner.get(`${a.path}/log-streams`)).body.items[0];
  await eventually(async () => (await state()).failingSince, 'a stream that fails');
  await sql(`update app.log_streams set failing_since = now() - interval '16 minutes'`);
  assert.equal((await partIs(app, 'streams', 'degraded')).note, 'behind');
  siem.posted.splice(0);
  status = 204;
  await eventually(async () => {
    await sql('update app.log_streams set next_try_at = now()');
    await watchLog(app.app.services);
    const { behind, sent } = await state();
    return behind === 0 && sent > 0;
  }, 'a stream that caught up');
  await partIs(app, 'streams', 'ok');
  assert.ok(seqs().length > 0);
  assert.deepEqual(
    seqs(),
    seqs().toSorted((one: number, other: number) => one - other),
  );
});
