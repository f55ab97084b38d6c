import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesSince } from './agreement-text.ts';
import { terms } from './terms.ts';

const all = terms({ processor: 'Example Ltd', address: 'https://cases.test', region: 'eu' });

/** Paragraphs 2 and 4 of Article 28 GDPR, and the letters of its paragraph 3. */
const DUTIES = ['2', '4', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const unanswered = (sections: typeof all) =>
  DUTIES.filter((duty) => !sections.some(({ answers }) => answers.includes(duty)));

test('every duty that Article 28 asks a contract for is answered by a section', () => {
  assert.deepEqual(unanswered(all), []);
});

test('control: a section that is left out is missed', () => {
  assert.deepEqual(unanswered(all.filter(({ id }) => id !== 'end')), ['g']);
});

test('processor, address and region are named', () => {
  const text = JSON.stringify(all);
  for (const named of ['Example Ltd', 'https://cases.test', '“eu”']) assert.ok(text.includes(named), named);
});

test('a changed, a new and a gone section are told, and no other', () => {
  const one = { id: 'one', title: '1', paragraphs: ['a'] };
  const two = { id: 'two', title: '2', paragraphs: ['b'] };
  const three = { id: 'three', title: '3', paragraphs: ['c'] };
  assert.deepEqual(changesSince([one, two], [one, { ...two, paragraphs: ['B'] }, three]), [
    { id: 'two', title: '2', before: ['b'], after: ['B'] },
    { id: 'three', title: '3', before: [], after: ['c'] },
  ]);
  assert.deepEqual(changesSince([one, two], [two]), [{ id: 'one', title: '1', before: ['a'], after: [] }]);
  assert.deepEqual(changesSince([one], [one]), []);
});
