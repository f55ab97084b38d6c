import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../api/api-error.ts';
import { counted, goneWords, refusalWords } from './erasure-words.ts';

const refused = (reason: string) =>
  new ApiError(409, { code: 'conflict', message: 'Something else.', details: { reason } }, undefined);

test('why nobody was erased is said with what to do', () => {
  assert.match(refusalWords(refused('last-owner')), /only owner/);
  assert.match(refusalWords(refused('legal-hold')), /legal hold/);
  assert.equal(refusalWords(refused('x')), 'Something else.');
});

test('counts and what went read as people say it', () => {
  assert.deepEqual([counted(1, 'case'), counted(1200, 'case')], ['1 case', '1,200 cases']);
  assert.deepEqual(
    goneWords({
      gone: [
        { table: 'users', rows: 1 },
        { table: 'case_drafts', rows: 4 },
      ],
    }),
    ['case drafts: 4', 'users: 1'],
  );
});
