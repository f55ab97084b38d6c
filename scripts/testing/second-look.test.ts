import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesForSecondLook } from './second-look.ts';
import { type Result, Tally } from './tally.ts';

const result = (file: string, outcome: Result['outcome'], name = 'one'): Result => ({
  file,
  name,
  outcome,
  milliseconds: 1,
  ...(outcome === 'failed' ? { error: 'Timeout 30000ms exceeded.\nat the button' } : {}),
});

test('what waits for a browser gets a second look, what computes does not', () => {
  const results = [
    result('tests/browser/a.test.ts', 'failed'),
    result('tests/browser/a.test.ts', 'failed', 'two'),
    result('tests/browser/b.test.ts', 'passed'),
    result('server/features/csv.test.ts', 'failed'),
  ];
  assert.deepEqual(filesForSecondLook(results), ['tests/browser/a.test.ts']);
});

test('when many failed, none gets one', () => {
  const results = ['a', 'b', 'c', 'd'].map((name) => result(`tests/browser/${name}.test.ts`, 'failed'));
  assert.deepEqual(filesForSecondLook(results), []);
});

function tallyOf(...results: Result[]): Tally {
  const tally = new Tally('/');
  tally.results.push(...results);
  return tally;
}

test('what passes at the second look counts as passed, and is named with what it said first', () => {
  const other = result('tests/browser/b.test.ts', 'passed');
  const tally = tallyOf(result('tests/browser/a.test.ts', 'failed'), other);
  tally.lookedAgain('tests/browser/a.test.ts', tallyOf(result('tests/browser/a.test.ts', 'passed')));
  assert.equal(tally.line(), '2 passed, 0 failed');
  assert.deepEqual(
    tally.unsteady.map(({ name, error }) => [name, error?.split('\n')[0]]),
    [['one', 'Timeout 30000ms exceeded.']],
  );
});

test('what fails twice, or holds nothing at the second look, has failed', () => {
  for (const second of [tallyOf(result('tests/browser/a.test.ts', 'failed')), tallyOf()]) {
    const tally = tallyOf(result('tests/browser/a.test.ts', 'failed'));
    tally.lookedAgain('tests/browser/a.test.ts', second);
    assert.equal(tally.line(), '0 passed, 1 failed');
    assert.deepEqual(tally.unsteady, []);
  }
});
