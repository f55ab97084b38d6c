import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amissWords, dayLooks, HISTORY_DAYS, incidentsOf, lengthWords, shareWords } from './status-words.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const day = (day: string, ok: number, degraded = 0, down = 0) => ({ day, ok, degraded, down });

test('a day shows the worst that was seen on it, and nothing where nobody looked', () => {
  const looks = dayLooks([day('2026-03-10', 9, 1), day('2026-03-09', 5, 0, 1), day('2026-03-08', 3)], now);
  assert.equal(looks.length, HISTORY_DAYS);
  assert.deepEqual(
    looks.slice(-4).map(({ worst }) => worst),
    ['none', 'ok', 'down', 'degraded'],
  );
});

test('a share is rounded down: one bad look of many is not a hundred per cent', () => {
  assert.equal(shareWords([]), 'No look yet');
  assert.equal(shareWords([day('2026-03-10', 5)]), 'Working in 100 % of looks on one day');
  assert.match(
    shareWords([day('2026-03-10', 99_999, 1), day('2026-03-09', 1)]),
    /99\.99 % of looks on 2 days/,
  );
});

test('notes of one incident stand together, oldest first; the newest incident leads', () => {
  const note = (id: string, about: string, at: string) => ({
    id,
    about,
    at,
    state: 'resolved' as const,
    said: id,
  });
  const incidents = incidentsOf([
    note('c', 'two', '2026-03-03T00:00:00Z'),
    note('b', 'one', '2026-03-02T00:00:00Z'),
    note('a', 'one', '2026-03-01T00:00:00Z'),
  ]);
  assert.deepEqual(
    incidents.map((notes) => notes.map(({ id }) => id).join('')),
    ['c', 'ab'],
  );
});

test('a length is told in the two largest units that it has', () => {
  assert.deepEqual([1, 41, 60, 185, 1_440, 3_130].map(lengthWords), [
    '1 minute',
    '41 minutes',
    '1 h 0 min',
    '3 h 5 min',
    '1 d 0 h',
    '2 d 4 h',
  ]);
});

test('what is amiss is told in a line; a set-up that only begins, what works and what is off are not', () => {
  const well = { status: 'ok', note: null } as const;
  const begins = { name: 'drill', status: 'degraded', note: 'none_yet' } as const;
  assert.equal(
    amissWords([
      { name: 'database', ...well },
      begins,
      { name: 'requests', status: 'ok', note: 'overdue' },
      { name: 'streams', status: 'off', note: null },
    ]),
    '',
  );
  assert.equal(
    amissWords([
      { name: 'mail', status: 'down', note: null },
      { ...begins, note: 'failed' },
      { name: 'scanner', status: 'degraded', note: null },
    ]),
    'Mail (down), Rehearsed restore (the last one failed), Malware scanner (degraded)',
  );
});
