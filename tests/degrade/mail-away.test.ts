import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { eventually } from '#tests/support/receivers.ts';
import { type SmtpReceiver, startSmtpReceiver } from '#tests/support/smtp-receiver.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { partIs } from './part.ts';

let world: TestWorld;
let relay: SmtpReceiver;
before(async () => {
  relay = await startSmtpReceiver();
  world = await startTestWorld({ env: { CASEWARD_MAIL: 'smtp', SMTP_URL: relay.url } });
});
after(async () => {
  await world.close();
  await relay.close();
});

const sql = (text: string) =>
  withClient(world.test.database.adminUrl, (admin) => admin.query(text)).then(({ rows }) => rows);

test('the relay goes away: health names it, letters wait in the queue, and leave when it is back', async () => {
  const { a, test: app } = world;
  await partIs(app, 'mail', 'ok');
  const port = Number(new URL(relay.url).port);
  await relay.close();
  await partIs(app, 'mail', 'down', 'degraded');
  const email = 'guest@example.org';
  assertStatus(await a.as('owner').post(`${a.path}/invitations`, { email, role: 'viewer' }), 201);
  const waiting = `select id from pgboss.job where name = 'mail' and state = 'retry'`;
  await eventually(async () => (await sql(waiting)).length > 0, 'a letter that waits for its next try');
  assertStatus(await a.as('owner').get(`${a.path}/invitations`), 200);
  relay = await startSmtpReceiver(port);
  await partIs(app, 'mail', 'ok');
  await sql(`update pgboss.job set start_after = now() where name = 'mail' and state = 'retry'`);
  const mail = await eventually(() => relay.mails.find(({ to }) => to.includes(email)), 'the letter');
  assert.match(mail.data, /invitation#/);
  assert.equal(relay.mails.filter(({ to }) => to.includes(email)).length, 1, 'once');
});
