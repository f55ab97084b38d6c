import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlinesOf, extendedDeadline } from './deadlines.ts';

const day = (date: Date | undefined) => date?.toISOString().slice(0, 10);
const at = (text: string) => new Date(`${text}T10:00:00Z`);

test('GDPR gives a month, and its last day where the month is shorter', () => {
  assert.equal(day(deadlinesOf('gdpr', 'access', at('2026-03-10')).dueAt), '2026-04-10');
  assert.equal(day(deadlinesOf('gdpr', 'access', at('2026-01-31')).dueAt), '2026-02-28');
  assert.equal(day(deadlinesOf('gdpr', 'access', at('2026-12-31')).dueAt), '2027-01-31');
  assert.equal(deadlinesOf('gdpr', 'access', at('2026-03-10')).acknowledgeBy, undefined);
});

test('CCPA gives 45 days, ten business days to acknowledge, 15 for an opt-out', () => {
  const { acknowledgeBy, dueAt } = deadlinesOf('ccpa', 'deletion', at('2026-03-09'));
  assert.deepEqual([day(acknowledgeBy), day(dueAt)], ['2026-03-23', '2026-04-23']);
  assert.equal(day(deadlinesOf('ccpa', 'opt_out', at('2026-03-09')).dueAt), '2026-03-30');
});

test('more time is two months, or 45 days, or none', () => {
  assert.equal(day(extendedDeadline('gdpr', 'access', at('2026-11-30'))), '2027-02-28');
  assert.equal(day(extendedDeadline('ccpa', 'access', at('2026-03-09'))), '2026-06-07');
  assert.equal(extendedDeadline('ccpa', 'opt_out', at('2026-03-09')), undefined);
});
