import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daysOf, isFiltered, sameListing, withDays, withMany } from './list-filter.ts';

test('an empty choice takes its part of the filter away', () => {
  const filter = withMany({}, 'states', ['draft']);
  assert.deepEqual(filter, { states: ['draft'] });
  assert.ok(isFiltered(filter));
  assert.deepEqual(withMany(filter, 'states', []), {});
});

test('days come back as they were given, over changes of the clock too', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, (from, to) => {
      assert.deepEqual(daysOf(withDays({}, 'created', from, to).created), { from, to });
    }),
  );
  assert.deepEqual(withDays({ created: { from: '2026-01-01T00:00:00Z' } }, 'created', '', ''), {});
});

test('listings are compared by what they ask, not by their order', () => {
  const sort = { by: 'created', direction: 'desc' } as const;
  assert.ok(
    sameListing(
      { filter: { states: ['a', 'b'], types: ['t'] }, sort },
      { filter: { types: ['t'], states: ['b', 'a'] }, sort },
    ),
  );
  const saved = { filter: { states: ['a'] }, sort, id: 'v', name: 'A view' };
  assert.ok(sameListing(saved, { filter: { states: ['a'] }, sort }), 'a saved view is the listing it names');
  assert.ok(!sameListing({ filter: {}, sort }, { filter: { states: ['a'] }, sort }));
});
