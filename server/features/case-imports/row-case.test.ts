import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CASE_TARGETS, type ImportPlan } from '#contracts/case-imports.ts';
import { CaseContent } from '#contracts/cases.ts';
import { PRESET_CONTENT } from '../workspaces/presets.ts';
import type { House } from './house.ts';
import { rowCase } from './row-case.ts';

const { policies, ...rules } = PRESET_CONTENT.legal.settings;
const ID = '5ad2d5cb-5c1f-4a36-9c6b-1f4e0a1b2c3d';
const house: House = {
  actor: {
    kind: 'user',
    userId: ID,
    workspaceId: ID,
    membershipId: ID,
    role: 'manager',
    rank: 4,
    assignedOnly: false,
    policies: { ...policies, managersPublish: false },
    workspaceVersion: 1,
    peopleVersion: 1,
    tokenId: null,
    scopes: null,
  },
  rules,
  tags: new Map([['urgent', ID]]),
  categories: new Map([['contract', ID]]),
  owners: new Map([['ada@example.org', ID]]),
};
const FIELDS = ['field.client', 'field.limitation-date', 'field.channel'] as const;
const plan: ImportPlan = {
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  dateFormat: 'dd.mm.yyyy',
  type: 'client-matter',
  state: null,
  columns: [...CASE_TARGETS, ...FIELDS],
};
const read = (given: Partial<Record<string, string>>, over: Partial<ImportPlan> = {}) =>
  rowCase(
    { row: 2, cells: plan.columns.map((target) => given[target ?? ''] ?? '') },
    { ...plan, ...over },
    house,
  );
const problems = (given: Partial<Record<string, string>>) =>
  read(given).faults.map(({ target, problem }) => `${target}: ${problem}`);

test('words are looked up whatever their case, by name or key', () => {
  const { brought, faults } = read({
    title: 'One',
    type: 'COMPLAINT',
    state: 'On Hold',
    severity: 'High',
    tags: 'Urgent; urgent',
    category: ' contract ',
    owner: 'Ada@Example.org',
    due: '31.01.2027',
    created: '4.5.2019',
    'field.channel': 'Letter',
  });
  assert.deepEqual(faults, []);
  assert.deepEqual(brought, {
    type: 'complaint',
    state: 'on_hold',
    title: 'One',
    summary: '',
    body: '_First recorded on 2019-05-04._',
    severity: 'high',
    tagIds: [ID],
    categoryId: ID,
    ownerId: ID,
    dueAt: '2027-01-31T12:00:00.000Z',
    fields: [{ key: 'channel', value: 'Letter' }],
  });
});

test('each wrong cell is named, and a row with one makes nothing', () => {
  assert.deepEqual(problems({}), ['title: no-title']);
  assert.deepEqual(problems({ title: 'x'.repeat(201) }), ['title: too-long']);
  assert.deepEqual(problems({ title: 'a\u202eb' }), ['title: not-plain']);
  assert.deepEqual(problems({ title: 'a', body: 'a\u0000b' }), ['body: not-plain']);
  assert.deepEqual(problems({ title: 'a', tags: 'urgent, other' }), ['tags: unknown-tag']);
  assert.deepEqual(problems({ title: 'a', 'field.channel': 'Letter' }), ['field.channel: unknown-field']);
  assert.deepEqual(problems({ title: 'a', type: 'complaint', 'field.channel': 'Owl' }), [
    'field.channel: bad-value',
  ]);
  assert.deepEqual(problems({ title: 'a', 'field.limitation-date': '30.2.2027' }), [
    'field.limitation-date: bad-value',
  ]);
  assert.deepEqual(problems({ title: 'a', state: 'archived' }), ['state: no-way-to-state']);
  assert.equal(read({ title: 'a', severity: 'worst' }).brought, undefined);
});

const HOSTILE = ['a', 'é', '🐟', ' ', '\n', '\u0000', '\u202e', '\ud800', ';', '"'];

test('whatever stands in the cells: a case that keeps to the contract, or a reason', () => {
  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom(...HOSTILE), maxLength: 12 }),
    fc.constantFrom('', 'open', 'complaint', 'urgent', '1.2.2027', 'high', 'Letter', '=1+1'),
  );
  const cells = fc.array(word, { minLength: plan.columns.length, maxLength: plan.columns.length + 2 });
  const Content = CaseContent.omit({ parties: true });
  fc.assert(
    fc.property(cells, (given) => {
      const { brought, faults } = rowCase({ row: 2, cells: given }, plan, house);
      assert.equal(brought === undefined, faults.length > 0);
      if (brought === undefined) return;
      const { type: _type, state: _state, ownerId: _owner, ...content } = brought;
      assert.deepEqual(Content.parse(content), content);
    }),
  );
});
