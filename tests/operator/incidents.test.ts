import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { affectedBy } from '#server/operator/incidents/affected.ts';
import { draftsOf } from '#server/operator/incidents/drafts.ts';
import {
  addStep,
  finishTask,
  listIncidents,
  moveIncident,
  openIncident,
  readIncident,
} from '#server/operator/incidents/incident.store.ts';
import { incidentText } from '#server/operator/incidents/incident.text.ts';
import { verifyRecord } from '#server/operator/record.ts';
import { signHere } from '#server/operator/sign-record.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let db: Db;
before(async () => {
  world = await startTestWorld();
  db = openDatabase({ url: world.test.database.operatorUrl, max: 1, prepared: false });
});
after(async () => {
  await db.close();
  await world.close();
});

const desk = () => ({ db, system: world.test.app.services.system() });
const breach = (knownAt = new Date()) =>
  openIncident(desk(), {
    kind: 'breach',
    severity: 'high',
    title: 'A planted-title token',
    owner: 'Lin',
    knownAt,
  });

test('a breach starts the clock of 72 hours, with its runbook', async () => {
  const knownAt = new Date('2026-03-09T10:00:00Z');
  const incident = await breach(knownAt);
  assert.equal(incident.notifyBy, '2026-03-12T10:00:00Z');
  assert.ok(incident.steps.length >= 6);
  assert.ok(incident.steps.some(({ text, dueAt }) => /Article 33/.test(text) && dueAt === incident.notifyBy));
  assert.match(incidentText(incident, new Date('2026-03-11T10:00:00Z')), /in 24 hours/);
  assert.match(incidentText(incident, new Date('2026-03-13T10:00:00Z')), /WHICH IS OVER[\s\S]*LATE/);
  assert.ok((await listIncidents(desk())).some(({ id }) => id === incident.id));
});

test('whom a breach concerns is computed from the audit log, reads included, and nobody else', async () => {
  const { a, b } = world;
  const from = new Date(Date.now() - 1_000);
  const seen = await makeCase(a.as('owner'), a, { title: 'Seen', body: 'x' });
  const unseen = await makeCase(a.as('owner'), a, { title: 'Unseen', body: 'x' });
  await makeCase(b.as('owner'), b, { title: 'Elsewhere', body: 'x' });
  assert.equal((await a.as('admin').get(`${a.path}/cases/${seen.id}`)).status, 200);
  const trace = { actorId: a.people.admin.userId, from, until: new Date(Date.now() + 1_000) };
  const [touched, ...others] = await affectedBy(desk(), trace);
  assert.deepEqual(others, []);
  assert.equal(touched?.workspaceId, a.workspaceId);
  assert.ok(touched?.cases.includes(seen.id));
  assert.ok(!touched?.cases.includes(unseen.id));
  assert.deepEqual(touched?.tell, [a.people.owner.email]);
  assert.equal(touched?.members.length, 6);
  assert.deepEqual(await affectedBy(desk(), { ...trace, until: from }), [], 'before it began');
});

test('the notices are drafted with what is known, to the authority and to each owner', async () => {
  const { a } = world;
  const incident = await breach();
  const affected = await affectedBy(desk(), {
    actorId: a.people.admin.userId,
    from: new Date(0),
    until: new Date(),
  });
  const [authority, owner, ...more] = draftsOf(incident, affected);
  assert.deepEqual(more, []);
  assert.match(authority?.text ?? '', /about 6 people/);
  assert.ok(authority?.text.includes(incident.notifyBy ?? 'none'));
  assert.deepEqual(owner?.to, [a.people.owner.email]);
  assert.ok(owner?.text.includes(a.workspaceId));
});

test('no task of the plan stands in a notice as what was done', async () => {
  const { id, steps } = await breach();
  for (const { number } of steps) await finishTask(desk(), id, number);
  await moveIncident(desk(), id, 'contained');
  const [authority, owner] = draftsOf(await readIncident(desk(), id), [
    {
      workspaceId: world.a.workspaceId,
      first: '',
      last: '',
      entries: 1,
      cases: ['1'],
      fields: [],
      members: ['1'],
      tell: [],
    },
  ]);
  for (const { text } of [authority, owner].filter((draft) => draft !== undefined)) {
    for (const task of steps) assert.ok(!text.includes(task.text), task.text);
    assert.match(text, /: It no longer goes on\. \[what was done until now/);
  }
  assert.match(authority?.text ?? '', /about 1 person .*\n.* 1 case in 1 workspace\./);
});

test('an incident is closed with its post-mortem once nothing waits', async () => {
  const { id, steps } = await breach();
  await addStep(desk(), id, 'note', 'The token was found in a public log.');
  await moveIncident(desk(), id, 'contained');
  await assert.rejects(moveIncident(desk(), id, 'closed', 'Why'), /tasks wait/);
  for (const { number } of steps) await finishTask(desk(), id, number);
  await assert.rejects(finishTask(desk(), id, 1), /No such task/);
  await assert.rejects(moveIncident(desk(), id, 'closed'), /post-mortem/);
  await moveIncident(desk(), id, 'closed', 'A token was logged; the rule that finds it is a test now.');
  const closed = await readIncident(desk(), id);
  assert.equal(closed.state, 'closed');
  assert.match(closed.postMortem ?? '', /is a test now/);
  assert.equal(closed.steps.at(-1)?.text, 'The token was found in a public log.');
});

test('an incident is exported as a record that verifies offline, and no longer after a change', async () => {
  const incident = await breach();
  const text = JSON.stringify(incident, null, 2);
  const file = await signHere(desk(), { kind: 'incident', id: incident.id, text });
  const { stamp } = verifyRecord(file);
  assert.equal(stamp?.kind, 'incident');
  assert.equal(stamp?.id, incident.id);
  const edited = { ...file, record: file.record.replace('Lin', 'Kim') };
  assert.equal(verifyRecord(edited).stamp, undefined);
});

test('what is written of an incident stands sealed, and the live role reads none of it', async () => {
  const { id } = await breach();
  const { rows } = await db.pool.query('select i::text as kept from app.incidents i where i.id = $1', [id]);
  assert.ok(!rows[0]?.kept.includes('planted'));
  const live = openDatabase({ url: world.test.database.appUrl, max: 1, prepared: false });
  try {
    await assert.rejects(live.pool.query('select 1 from app.incidents'), /permission denied/);
    await assert.rejects(live.pool.query('select 1 from app.incident_steps'), /permission denied/);
  } finally {
    await live.close();
  }
});
