import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { watchLog } from '#server/features/log-watch/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { eventually, startWebhookReceiver } from '#tests/support/receivers.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let second: TestApp;
let hook: Awaited<ReturnType<typeof startWebhookReceiver>>;
/** The receiver answers when this is there. */
let gate = Promise.withResolvers<number>();
before(async () => {
  hook = await startWebhookReceiver(() => gate.promise);
  const env = { CASEWARD_INSIDE_HOSTS: hook.host };
  world = await startTestWorld({ env });
  second = await startTestApp({ beside: world.test, env });
});
after(async () => {
  gate.resolve(204);
  await second.close();
  await world.close();
  hook.close();
});
beforeEach(() => {
  hook.posted.splice(0);
  gate = Promise.withResolvers();
});

const owner = () => world.a.as('owner');
const sql = (text: string) => withClient(world.test.database.adminUrl, (admin) => admin.query(text));

/**
 * Both nodes at the work at once: while what one of them sends is not answered yet, the other does a whole round, or
 * sends something too. Gives what had come by then, and lets the receiver answer.
 */
async function bothAtOnce(mine: (body: string) => boolean): Promise<number> {
  const came = () => hook.posted.filter(({ body }) => mine(body)).length;
  const first = watchLog(world.test.app.services);
  await eventually(() => came() > 0, 'something on its way');
  const rounds = Promise.all([watchLog(second.app.services), watchLog(second.app.services)]);
  await Promise.race([rounds, eventually(() => came() > 1, 'a second one')]);
  const before = came();
  gate.resolve(204);
  await Promise.all([first, rounds]);
  return before;
}

async function streamed(): Promise<{ readonly meanwhile: number; readonly seqs: readonly number[] }> {
  const target = { kind: 'webhook', address: hook.url };
  const input = { name: 'SIEM', from: 'beginning', target };
  const { body } = await owner().post(`${world.a.path}/log-streams`, input);
  const id: string = body.stream.id;
  const ofThis = () => hook.posted.filter(({ headers }) => String(headers['webhook-id']).startsWith(id));
  const meanwhile = await bothAtOnce(() => true);
  await eventually(async () => {
    await watchLog(world.test.app.services);
    const { items } = (await owner().get(`${world.a.path}/log-streams`)).body;
    return items.find((one: Json) => one.id === id).behind === 0;
  }, 'a stream that caught up');
  assertStatus(await owner().delete(`${world.a.path}/log-streams/${id}`), 204);
  const seqs = ofThis().flatMap(({ body }) => JSON.parse(body).data.entries.map(({ seq }: Json) => seq));
  return { meanwhile, seqs };
}

/** How often one message of an alert came while two nodes were at it. */
async function alerted(): Promise<number> {
  const rule = { name: 'Watch', kind: 'many-reads', threshold: 2, windowMinutes: 5, byMail: false };
  const { body } = await owner().post(`${world.a.path}/log-alerts`, { ...rule, webhook: hook.url });
  const { path } = await makeCase(world.a.as('member'), world.a, { title: 'Watched' });
  for (let read = 0; read < 3; read += 1) assertStatus(await world.a.as('reviewer').get(path), 200);
  const meanwhile = await bothAtOnce((text) => text.includes(body.alert.id));
  assertStatus(await owner().delete(`${world.a.path}/log-alerts/${body.alert.id}`), 204);
  return meanwhile;
}

test('two nodes hand over each entry of a stream once, in order', async () => {
  const { meanwhile, seqs } = await streamed();
  assert.equal(meanwhile, 1, 'one sends, the other leaves it alone');
  assert.ok(seqs.length > 0);
  assert.deepEqual(
    seqs,
    [...new Set(seqs)].toSorted((one, other) => one - other),
  );
});

test('negative control: without the lease both send the same entries', async () => {
  await sql(`create function app.no_lease() returns trigger language plpgsql as
    'begin new.leased_until := null; return new; end'`);
  await sql(
    'create trigger no_lease before update on app.log_streams for each row execute function app.no_lease()',
  );
  try {
    const { meanwhile, seqs } = await streamed();
    assert.ok(meanwhile > 1);
    assert.ok(new Set(seqs).size < seqs.length, seqs.join());
  } finally {
    await sql('drop trigger no_lease on app.log_streams');
  }
});

test('two nodes send each message of an alert once', async () => {
  assert.equal(await alerted(), 1);
});

test('negative control: were a message not taken, both would send it', async () => {
  await sql(`create function app.untaken() returns trigger language plpgsql as
    'begin if new.state = ''waiting'' and new.tries = old.tries then new.next_try_at := old.next_try_at; end if; return new; end'`);
  await sql(
    'create trigger untaken before update on app.alert_deliveries for each row execute function app.untaken()',
  );
  try {
    assert.ok((await alerted()) > 1);
  } finally {
    await sql('drop trigger untaken on app.alert_deliveries');
  }
});
