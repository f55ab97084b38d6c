import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DATE_FORMATS } from '#contracts/case-imports.ts';
import { parseDate } from './dates.ts';

test('each form is read as it says', () => {
  assert.equal(parseDate('2026-02-03', 'yyyy-mm-dd'), '2026-02-03T12:00:00.000Z');
  assert.equal(parseDate(' 3.2.2026 ', 'dd.mm.yyyy'), '2026-02-03T12:00:00.000Z');
  assert.equal(parseDate('03/02/2026', 'dd/mm/yyyy'), '2026-02-03T12:00:00.000Z');
  assert.equal(parseDate('02/03/2026', 'mm/dd/yyyy'), '2026-02-03T12:00:00.000Z');
  assert.equal(parseDate('2026-02-03 08:05', 'yyyy-mm-dd'), '2026-02-03T08:05:00.000Z');
  assert.equal(parseDate('2026-02-03T08:05:09+02:00', 'yyyy-mm-dd'), '2026-02-03T06:05:09.000Z');
});

test('days that no calendar has, and other forms, are refused', () => {
  for (const text of [
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '03.02.2026',
    '2026-02-03 25:00',
    '',
    '0026-1-1',
  ])
    assert.equal(parseDate(text, 'yyyy-mm-dd'), undefined, text);
});

test('any text is a moment of ISO 8601 or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-./: TZ+') }), (text) => {
      for (const format of DATE_FORMATS) {
        const moment = parseDate(text, format);
        assert.ok(moment === undefined || new Date(moment).toISOString() === moment);
      }
    }),
  );
});
