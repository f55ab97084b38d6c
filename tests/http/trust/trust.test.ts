import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PROOF_DAYS, type ProofRun, type PublicClaim, TrustPage } from '#contracts/trust.ts';
import { saveProofRun } from '#server/features/trust/trust.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

const DAY_MS = 24 * 3_600_000;
const start = new Date();
const clock = testClock(start);
let app: TestApp;
before(async () => {
  app = await startTestApp({ clock });
});
after(() => app.close());

const daysAgo = (days: number) => new Date(start.getTime() - days * DAY_MS).toISOString();

function claim(
  id: string,
  status: 'proven' | 'failing',
  triedAt = daysAgo(0),
  proof: PublicClaim['proof'] = 'live',
): ProofRun['claims'][number] {
  const rest = { area: 'sessions', sentence: 'A session ends.', limits: 'Nothing else.' };
  return { id, status, proof, triedAt, ...rest };
}

const publish = (build: string, ...claims: ProofRun['claims']) =>
  saveProofRun(app.app.services, { build, claims });

async function shown(...ids: string[]): Promise<PublicClaim[]> {
  const reply = await fetch(`${app.url}/api/v1/trust`);
  assert.equal(reply.status, 200);
  return TrustPage.parse(await reply.json()).claims.filter(({ id }) => ids.includes(id));
}

test('the page shows what was proven, says what fails now, and hides what never held', async () => {
  const [then, now] = [daysAgo(2), daysAgo(1)];
  await publish('1', claim('AA-01', 'proven', then), claim('AA-02', 'proven', then));
  await publish(
    '2',
    claim('AA-01', 'failing', now),
    claim('AA-02', 'proven', now),
    claim('AA-03', 'failing', now),
  );
  const claims = await shown('AA-01', 'AA-02', 'AA-03');
  assert.deepEqual(
    claims.map(({ id, status, provenAt, build }) => [id, status, provenAt, build]),
    [
      ['AA-01', 'failing', then, '2'],
      ['AA-02', 'proven', now, '2'],
    ],
  );
});

test('a proof that is older than its kind lasts is stale, and counts again once it was tried anew', async () => {
  const { live, suite, record } = PROOF_DAYS;
  const old = (days: number) => daysAgo(days + 1 / 24);
  await publish(
    '1',
    claim('BB-01', 'proven', old(live)),
    claim('BB-02', 'proven', old(live), 'suite'),
    claim('BB-03', 'proven', old(suite), 'suite'),
    claim('BB-04', 'proven', old(suite), 'record'),
    claim('BB-05', 'proven', old(record), 'record'),
  );
  const statuses = async () =>
    (await shown('BB-01', 'BB-02', 'BB-03', 'BB-04', 'BB-05')).map((c) => c.status);
  assert.deepEqual(await statuses(), ['stale', 'proven', 'stale', 'proven', 'stale']);
  const [first] = await shown('BB-01');
  assert.equal(Date.parse(first?.goodUntil ?? ''), Date.parse(old(live)) + live * DAY_MS);
  await publish('2', claim('BB-01', 'proven'));
  assert.equal((await statuses())[0], 'proven');
});

test('a proof grows stale by time alone, and what fails does not get better by it', async () => {
  await publish('1', claim('CC-01', 'proven'), claim('CC-02', 'proven'));
  await publish('2', claim('CC-02', 'failing'));
  const statuses = async () => (await shown('CC-01', 'CC-02')).map(({ status }) => status);
  assert.deepEqual(await statuses(), ['proven', 'failing']);
  clock.advance(PROOF_DAYS.live * DAY_MS);
  assert.deepEqual(await statuses(), ['stale', 'failing']);
  clock.advance(-PROOF_DAYS.live * DAY_MS);
});

test('a day on which a promise was broken stays on the page when it holds again, and nobody takes it away', async () => {
  await publish('1', claim('DD-01', 'proven'), claim('DD-02', 'proven'));
  await publish('2', claim('DD-01', 'failing'), claim('DD-02', 'proven'));
  // More runs than the page looks back on.
  for (let run = 0; run < 61; run += 1)
    await publish('3', claim('DD-01', 'proven'), claim('DD-02', 'proven'));
  const [first, second] = await shown('DD-01', 'DD-02');
  assert.equal(first?.status, 'proven');
  assert.equal(first?.redDays.length, 1);
  assert.deepEqual(second?.redDays, [], 'control: the other never was');
  await withClient(app.database.appUrl, async (client) => {
    await assert.rejects(client.query('delete from app.red_days'), /permission denied/);
    await assert.rejects(client.query(`update app.red_days set day = '2000-01-01'`), /permission denied/);
  });
  clock.advance(91 * DAY_MS);
  assert.deepEqual((await shown('DD-01'))[0]?.redDays, [], 'after 90 days it is history');
  clock.advance(-91 * DAY_MS);
});

test('nobody publishes a proof run without an operator token', async () => {
  const reply = await fetch(`${app.url}/api/v1/proof-runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ build: 'x', claims: [] }),
  });
  assert.equal(reply.status, 401);
});
