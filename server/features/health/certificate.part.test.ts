import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClock } from '#server/platform/clock/index.ts';
import { certificatePart, judgeCertificate } from './certificate.part.ts';

const DAY_MS = 86_400_000;
const EDGE = { name: 'cases.example.org', host: '127.0.0.1', port: 443 };
const from = new Date('2026-03-01T00:00:00Z');
const lasting = (days: number, stapled: boolean) => ({
  from,
  until: new Date(from.getTime() + days * DAY_MS),
  stapled,
});
const noted = (days: number, stapled: boolean, daysGone: number) => {
  const found = judgeCertificate(lasting(days, stapled), from.getTime() + daysGone * DAY_MS);
  return typeof found === 'string' ? found : (found.note ?? found.status);
};

test('a certificate is warned of when a quarter of its time is left, and is down at its end', () => {
  assert.equal(noted(6, false, 4), 'ok');
  assert.equal(noted(6, false, 4.6), 'expiring');
  assert.equal(noted(6, false, 6), 'expired');
  assert.equal(noted(90, true, 66), 'ok');
  assert.equal(noted(90, true, 68), 'expiring');
  assert.equal(noted(90, true, 90), 'expired');
});

test('one that lives long, with no word of its authority about its revocation, is told', () => {
  assert.equal(noted(90, false, 1), 'unrevocable');
  assert.equal(noted(90, true, 1), 'ok');
  assert.equal(noted(10, false, 1), 'ok');
});

test('one that is not to be trusted is down; without HTTPS there is none', async () => {
  assert.deepEqual(judgeCertificate('untrusted', 0), { status: 'down', note: 'untrusted' });
  assert.deepEqual(judgeCertificate('expired', 0), { status: 'down', note: 'expired' });
  assert.equal(await certificatePart(undefined, testClock(from)).check(), 'off');
});

test('it is looked at once a minute, however often one asks; an edge that is away is asked again', async () => {
  const clock = testClock(from);
  let looks = 0;
  const part = certificatePart(EDGE, clock, async () => {
    looks += 1;
    if (looks === 1) throw new Error('away');
    return lasting(6, false);
  });
  await assert.rejects(async () => part.check(), /away/);
  for (let times = 0; times < 3; times += 1) await part.check();
  assert.equal(looks, 2);
  clock.advance(60_000);
  await part.check();
  assert.equal(looks, 3);
});
