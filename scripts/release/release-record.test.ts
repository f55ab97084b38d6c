import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReleaseFacts, releaseVerdict } from './release-record.ts';

const commit = 'a'.repeat(40);
const good: ReleaseFacts = {
  version: '1.2.3',
  packaged: '1.2.3',
  described: true,
  commit,
  build: 'aaaaaaaaaaaa',
  clean: true,
  released: false,
  tests: {
    at: '2026-03-09T10:00:00Z',
    build: 'aaaaaaaaaaaa',
    whole: true,
    passed: 9,
    failed: 0,
    skipped: 1,
    unsteady: ['slow (tests/browser/a.test.ts)'],
  },
  sbom: 'b'.repeat(64),
  signedOffBy: 'Lin Ode',
  at: '2026-03-09T11:00:00Z',
};

test('what a person signed off goes out, with their name and the results in the record', () => {
  const verdict = releaseVerdict(good);
  assert.ok(verdict.kind === 'signed-off');
  const { packaged, described, clean, released, build, ...told } = good;
  assert.deepEqual(verdict.record, told);
});

test('nothing goes out without a person’s sign-off of its own passing tests', () => {
  const { tests } = good;
  assert.ok(tests);
  const changes: Partial<ReleaseFacts>[] = [
    { signedOffBy: undefined },
    { signedOffBy: '' },
    { signedOffBy: 'ci' },
    { tests: undefined },
    { tests: { ...tests, failed: 1 } },
    { tests: { ...tests, passed: 0 } },
    { tests: { ...tests, build: 'cccccccccccc' } },
    { tests: { ...tests, whole: false } },
    { clean: false },
    { released: true },
    { version: 'next', packaged: 'next' },
    { packaged: '1.2.2' },
    { described: false },
  ];
  for (const change of changes) {
    const verdict = releaseVerdict({ ...good, ...change });
    assert.ok(verdict.kind === 'refused' && verdict.reasons.length === 1, JSON.stringify(change));
  }
});
