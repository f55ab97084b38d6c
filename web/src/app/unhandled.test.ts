import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BrowserError } from '#contracts/browser-errors.ts';
import { browserError } from './unhandled.ts';

test('what an error quotes and the queries of its stack stay in the page', () => {
  const error = new Error('cannot read "planted title" of “planted case”');
  error.stack = `Error: x\n    at f (https://a.example/assets/app-1.js?planted=1:2:3)\n  no frame planted`;
  const told = browserError('error', error, '/w/$workspaceId/cases/$caseId');
  assert.ok(BrowserError.safeParse(told).success);
  assert.ok(!JSON.stringify(told).includes('planted'), JSON.stringify(told));
  assert.equal(told.page, '/w/$workspaceId/cases/$caseId');
});

test('an address in place of a pattern is not told', () => {
  assert.equal(browserError('error', new Error('x'), '/w/1?planted').page, '/');
});
