import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { StatusPage } from '#contracts/status.ts';
import { noteHealth } from '#server/features/status/index.ts';
import { addNote, removeNote } from '#server/operator/status.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import type { HealthProbe } from '#server/platform/health.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

const clock = testClock(new Date());
let app: TestApp;
before(async () => {
  app = await startTestApp({ clock });
});
after(() => app.close());

async function statusPage(): Promise<StatusPage> {
  const reply = await fetch(`${app.url}/api/v1/status`);
  assert.equal(reply.status, 200);
  return StatusPage.parse(await reply.json());
}

async function badge(): Promise<string> {
  const reply = await fetch(`${app.url}/status/badge.svg`);
  assert.equal(reply.headers.get('content-type'), 'image/svg+xml');
  assert.equal(reply.headers.get('cross-origin-resource-policy'), 'cross-origin');
  return (await reply.text()).match(/<title>(.*)<\/title>/)?.[1] ?? '';
}

function probe(name: HealthProbe['name']): HealthProbe {
  const found = app.app.services.probes.find((each) => each.name === name);
  assert.ok(found);
  return found;
}

/** The next poll: what the health page keeps for a few seconds is over. */
async function nextPoll(): Promise<StatusPage> {
  clock.advance(3_000);
  return statusPage();
}

test('a part that goes stale turns page and badge with the next poll, and back', async () => {
  for (const each of app.app.services.probes) each.check = async () => 'ok';
  assert.equal((await nextPoll()).status, 'ok');
  assert.equal(await badge(), 'status: operational');
  probe('backup').check = async () => ({ status: 'degraded', note: 'stale' });
  assert.equal((await statusPage()).status, 'ok', 'within the same poll nothing is asked again');
  const stale = await nextPoll();
  assert.equal(stale.status, 'degraded');
  assert.equal(stale.parts.find(({ name }) => name === 'backup')?.note, 'stale');
  assert.equal(await badge(), 'status: degraded');
  probe('database').check = async () => {
    throw new Error('gone');
  };
  assert.equal((await nextPoll()).status, 'down');
  assert.equal(await badge(), 'status: down');
  for (const each of app.app.services.probes) each.check = async () => 'ok';
  assert.equal((await nextPoll()).status, 'ok');
});

test('a deployment that has just begun has no time in which nothing ran', async () => {
  await noteHealth(app.app.services);
  assert.deepEqual((await statusPage()).silent, []);
});

test('each look is kept: counted by day, with since when a part is as it is', async () => {
  const { services } = app.app;
  for (const each of services.probes) each.check = async () => 'ok';
  await nextPoll();
  await noteHealth(services);
  const earlier = (await statusPage()).parts.find(({ name }) => name === 'mail');
  probe('mail').check = async () => 'degraded';
  await nextPoll();
  await noteHealth(services);
  await noteHealth(services);
  const mail = (await statusPage()).parts.find(({ name }) => name === 'mail');
  // The job of every minute may look in between.
  assert.ok((mail?.days.at(-1)?.degraded ?? 0) >= (earlier?.days.at(-1)?.degraded ?? 0) + 2);
  assert.ok(Date.parse(mail?.since ?? '') > Date.parse(earlier?.since ?? ''));
});

test('minutes in which nothing ran are told, and what is older than 90 days is forgotten', async () => {
  const { services, database } = { ...app.app, ...app };
  await withClient(database.adminUrl, async (client) => {
    // The job of every minute looks before all of this or after it, never between.
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(20, 38)');
    await client.query('delete from app.health_looks');
    await client.query(`insert into app.health_looks (day, looks, last_at)
      values ((now() at time zone 'UTC' - interval '3 hours')::date, 1, now() - interval '3 hours')`);
    await client.query(`insert into app.health_days (day, part, ok) values (current_date - 120, 'mail', 7)`);
    await client.query('commit');
  });
  await noteHealth(services);
  const { silent, parts } = await statusPage();
  const minutes = silent.reduce((sum, day) => sum + day.minutes, 0);
  assert.ok(minutes >= 177 && minutes <= 179, String(minutes));
  const oldest = parts.flatMap(({ days }) => days.map(({ day }) => Date.parse(day)));
  assert.ok(Math.min(...oldest) > Date.now() - 92 * 86_400_000);
});

test('without its database the page still says so', async () => {
  const { services } = app.app;
  const run = services.db.run;
  Object.assign(services.db, { run: async () => Promise.reject(new Error('gone')) });
  try {
    probe('database').check = async () => {
      throw new Error('gone');
    };
    const page = await nextPoll();
    assert.equal(page.status, 'down');
    assert.deepEqual(page.notes, []);
  } finally {
    Object.assign(services.db, { run });
  }
});

test('what operators say stands on the page; the live role cannot say it', async () => {
  const { database } = app;
  const db = openDatabase({ url: database.operatorUrl, max: 1, prepared: false });
  try {
    const first = await addNote(db, { state: 'identified', said: 'Mail waits.' });
    await addNote(db, { state: 'resolved', said: 'It flows.', about: first.about });
    const told = (await statusPage()).notes.map(({ about, said }) => ({ about, said }));
    assert.deepEqual(
      told,
      ['It flows.', 'Mail waits.'].map((said) => ({ about: first.about, said })),
    );
    await assert.rejects(
      addNote(db, { state: 'resolved', said: 'x', about: randomUUID() }),
      /no such incident/,
    );
    await removeNote(db, first.id);
    await assert.rejects(removeNote(db, first.id), /no such note/);
    assert.equal((await statusPage()).notes.length, 1);
  } finally {
    await db.close();
  }
  await withClient(database.appUrl, async (client) => {
    await assert.rejects(
      client.query(
        `insert into app.status_notes (about, state, said) values (gen_random_uuid(), 'resolved', 'x')`,
      ),
      /permission denied/,
    );
    await assert.rejects(client.query('delete from app.health_changes'), /permission denied/);
  });
});

test('a node is ready as long as the parts it cannot do without are', async () => {
  const ready = async () => (await fetch(`${app.url}/api/health/ready`)).status;
  for (const each of app.app.services.probes) each.check = async () => 'ok';
  probe('backup').check = async () => 'degraded';
  clock.advance(3_000);
  assert.equal(await ready(), 200);
  probe('keys').check = async () => {
    throw new Error('gone');
  };
  clock.advance(3_000);
  assert.equal(await ready(), 503);
});
