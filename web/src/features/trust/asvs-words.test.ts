import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AsvsAnswer } from '#contracts/assessments.ts';
import { byChapter, countsOf, gapsOf } from './asvs-words.ts';

const answer = (id: string, status: AsvsAnswer['status']): AsvsAnswer => ({
  id,
  level: 1,
  asked: 'It holds.',
  status,
  evidence: [],
});
const items = [
  answer('V1.1.1', 'met'),
  answer('V1.1.2', 'partly'),
  answer('V10.1.1', 'not met'),
  answer('V17.1.1', 'not applicable'),
];

test('answers stand under their chapters, in their order', () => {
  assert.deepEqual(
    byChapter(items).map(([title, ofChapter]) => [title, ofChapter.length]),
    [
      ['V1 Encoding', 2],
      ['V10 OAuth and OpenID', 1],
      ['V17 WebRTC', 1],
    ],
  );
});

test('gaps are those that are lacking, the worst first, and what does not apply is none', () => {
  assert.deepEqual(
    gapsOf(items).map(({ id }) => id),
    ['V10.1.1', 'V1.1.2'],
  );
  assert.equal(countsOf(items), 'Of 4 requirements 1 are met, 1 partly, 1 not; 1 do not apply.');
});
