import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseType } from '#contracts/presets.ts';
import { AppError } from '#server/platform/app-error.ts';
import { changedFields, changeOf, checkFields, EMPTY_BODY, EMPTY_LIST } from './case-content.ts';

const before = {
  list: { ...EMPTY_LIST, title: 'Pump' },
  body: { ...EMPTY_BODY, body: 'Stopped' },
  severity: 'low' as const,
  categoryId: null,
  dueAt: '2026-01-01T00:00:00Z',
};

test('only what says something new counts as changed', () => {
  const patch = { title: 'Pump', body: 'Tripped', severity: null, dueAt: '2026-01-01T01:00:00+01:00' };
  assert.deepEqual(changedFields(before, patch), ['body', 'severity']);
  assert.deepEqual(changedFields(before, {}), []);
});

test('a change keeps the fields that share a seal with it', () => {
  assert.deepEqual(changeOf(before, { summary: 'Short' }), { body: { ...before.body, summary: 'Short' } });
  assert.deepEqual(changeOf(before, { title: 'Pump' }), {});
  assert.deepEqual(changeOf(before, { categoryId: null, severity: null }), {
    categoryId: null,
    severity: null,
  });
});

const type: CaseType = {
  key: 'incident',
  label: 'Incident',
  states: [{ key: 'draft', label: 'Draft', phase: 'draft', lock: 'none' }],
  transitions: [],
  slots: [],
  fields: [
    { key: 'minutes', label: 'Minutes', kind: 'number', choices: [] },
    { key: 'day', label: 'Day', kind: 'date', choices: [] },
    { key: 'channel', label: 'Channel', kind: 'choice', choices: ['Letter'] },
  ],
};

const refused = (key: string, value: string, old: { key: string; value: string }[] = []) => {
  try {
    checkFields(type, [{ key, value }], old);
    return false;
  } catch (error) {
    return error instanceof AppError && error.code === 'invalid_field';
  }
};

test('a value is of the kind its field says, or empty', () => {
  for (const [key, good] of [
    ['minutes', '12.5'],
    ['day', '2026-02-28'],
    ['channel', 'Letter'],
    ['channel', ''],
  ] as const)
    assert.ok(!refused(key, good), `${key} ${good}`);
  for (const [key, bad] of [
    ['minutes', 'a few'],
    ['minutes', '1e9'],
    ['day', '28.2.2026'],
    ['day', '2026-13-01'],
    ['channel', 'Pigeon'],
    ['colour', 'red'],
  ] as const)
    assert.ok(refused(key, bad), `${key} ${bad}`);
});

test('a field is there once, and one the type lost may stay as it was', () => {
  assert.throws(() =>
    checkFields(type, [
      { key: 'minutes', value: '1' },
      { key: 'minutes', value: '2' },
    ]),
  );
  assert.ok(!refused('colour', 'red', [{ key: 'colour', value: 'red' }]));
  assert.ok(refused('colour', 'blue', [{ key: 'colour', value: 'red' }]));
});
