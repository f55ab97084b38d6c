import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { StandingAttacks } from '#contracts/trust.ts';
import { registry } from '#proofs/registry.ts';
import { attackWhenDue } from '#server/features/trust/index.ts';
import { listIncidents, moveIncident, readIncident } from '#server/operator/incidents/incident.store.ts';
import { issueProveToken } from '#server/operator/prove-token.ts';
import { keepRound } from '#server/operator/standing-attack/keep-round.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { sabotages } from '#tests/proofs/sabotages/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { publishFailing } from '../../cli/publish-failing.ts';
import { fightRound } from '../../cli/standing-attack/fight-round.ts';

const clock = testClock(new Date());

/** A deployment and the desk of its operator. */
async function open(options: Parameters<typeof startTestApp>[0] = {}) {
  const app = await startTestApp({ clock, ...options });
  const db = openDatabase({ url: app.database.operatorUrl, max: 1, prepared: false });
  const letters: Letter[] = [];
  const mail = { queue: async (letter: Letter) => void letters.push(letter) };
  const system = app.app.services.system();
  return { app, db, letters, desk: { db, system, mail, securityContact: 'mailto:security@example.org' } };
}
type Opened = Awaited<ReturnType<typeof open>>;

let healthy: Opened;
let twin: Opened;
before(async () => {
  healthy = await open();
  twin = await open(sabotages['strangers-enter']);
});
after(async () => {
  for (const { app, db } of [healthy, twin]) await close(app, db);
});

async function close(app: TestApp, db: Db): Promise<void> {
  await db.close();
  await app.close();
}

async function round({ app, desk }: Opened, url = app.url) {
  const waits: number[] = [];
  const wait = (ms: number) => {
    waits.push(ms);
    clock.advance(ms);
  };
  const fought = await fightRound({ url, token: await issueProveToken(desk), wait });
  return { fought, waits, kept: await keepRound(desk, fought) };
}
const told = async ({ app }: Opened) =>
  StandingAttacks.parse(await (await fetch(`${app.url}/api/v1/trust/standing-attacks`)).json());

test('where isolation holds a round opens nothing, is slow on purpose, and leaves nothing behind', async () => {
  const { fought, waits, kept } = await round(healthy);
  assert.equal(fought.outcome, 'held');
  assert.ok(fought.probes >= 4 && fought.calls > 100, `${fought.probes} probes, ${fought.calls} calls`);
  assert.ok(waits.filter((ms) => ms >= 200).length >= fought.calls, 'no request without a rest before it');
  assert.equal(kept.incidentId, null);
  assert.deepEqual(await listIncidents(healthy.desk), []);
  assert.deepEqual(healthy.letters, []);
  const { rounds, broken, lastOutcome } = await told(healthy);
  assert.deepEqual([rounds, broken, lastOutcome], [1, 0, 'held']);
  await withClient(healthy.app.database.adminUrl, async (client) => {
    const { rows } = await client.query(`
      select (select count(*) from app.workspaces w where w.state <> 'purged') + (select count(*) from app.users)
        + (select count(*) from app.cases) + (select count(*) from app.probe_worlds) as n`);
    assert.equal(Number(rows[0].n), 0);
  });
});

test('where isolation is broken a round opens an incident, tells whoever runs this, and the page goes red', async () => {
  const { fought, kept } = await round(twin);
  assert.equal(fought.outcome, 'broken');
  assert.ok(fought.broken.some(({ claim }) => claim === 'FTS-18'));
  const incident = await readIncident(twin.desk, kept.incidentId ?? '');
  assert.equal(incident.severity, 'critical');
  assert.equal(incident.state, 'open');
  assert.ok(
    incident.steps.some(({ kind }) => kind === 'task'),
    'it has its plan',
  );
  assert.match(incident.steps.at(-1)?.text ?? '', /FTS-18: .*stranger/);
  assert.deepEqual(twin.letters.splice(0), [
    { template: 'attack-got-through', to: 'security@example.org', incidentId: incident.id },
  ]);
  const token = await issueProveToken(twin.desk);
  const isolation = registry.filter(({ id }) => id === 'FTS-18');
  await twin.app.app.services.db.pool.query('select app.save_proof_run($1, $2)', [
    'b',
    JSON.stringify([{ ...publicOf(isolation), status: 'proven' }]),
  ]);
  await publishFailing(twin.app.url, token, isolation);
  const { claims } = await (await fetch(`${twin.app.url}/api/v1/trust`)).json();
  assert.deepEqual(
    claims.map(({ id, status, redDays }: Record<string, unknown>) => [id, status, (redDays as []).length]),
    [['FTS-18', 'failing', 1]],
  );
});

test('a later round is noted in the incident that is open, and opens another once that is closed', async () => {
  const [first] = await listIncidents(twin.desk);
  const { kept } = await round(twin);
  assert.equal(kept.incidentId, first?.id);
  assert.equal((await listIncidents(twin.desk)).length, 1);
  assert.deepEqual(twin.letters, [], 'nobody is told the same twice');
  await withClient(twin.app.database.operatorUrl, (client) =>
    client.query(`update app.incident_steps set done_at = now() where kind = 'task'`),
  );
  await moveIncident(twin.desk, first?.id ?? '', 'closed', 'A line of app.enter was lost.');
  assert.notEqual((await round(twin)).kept.incidentId, first?.id);
  assert.equal((await told(twin)).broken, 3);
});

test('a deployment that does not answer was not tried, which is no incident and counts as no round', async () => {
  const before = await told(healthy);
  const { fought, kept } = await round(healthy, 'http://127.0.0.1:9');
  assert.equal(fought.outcome, 'not-tried');
  assert.equal(kept.incidentId, null);
  const now = await told(healthy);
  assert.deepEqual([now.rounds, now.lastOutcome], [before.rounds, 'not-tried']);
});

test('a round is due every six hours, and at once after one that could not be tried', async () => {
  const asked: (readonly string[])[] = [];
  const look = () =>
    attackWhenDue({ ...healthy.app.app.services, operatorCommand: async (args) => void asked.push(args) });
  await look();
  assert.deepEqual(asked, []);
  await withClient(healthy.app.database.adminUrl, (client) =>
    client.query(`update app.attack_rounds set started_at = started_at - interval '7 hours'`),
  );
  await look();
  assert.deepEqual(asked, [['standing-attack']]);
});

function publicOf([claim]: typeof registry) {
  assert.ok(claim);
  const { id, area, sentence, kind, doesNotProve } = claim;
  return { id, area, sentence, proof: kind, triedAt: new Date().toISOString(), limits: doesNotProve };
}
