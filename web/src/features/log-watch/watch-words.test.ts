import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AlertDelivery, LogStream } from '#contracts/log-watch.ts';
import { deliveryWords, streamState, waitWords, whenWords, whereWords } from './watch-words.ts';

test('a rule is told as when and where', () => {
  assert.equal(whenWords({ threshold: 1, windowMinutes: 5 }), 'Each time');
  assert.equal(whenWords({ threshold: 20, windowMinutes: 1 }), '20 times within a minute');
  const both = { byMail: true, webhook: 'https://hooks.example.org/secret/path' };
  assert.equal(whereWords(both), 'mail to owners and admins, webhook at hooks.example.org');
});

test('a message is told as what became of it', () => {
  const one = { state: 'waiting', tries: 0, failure: null } as AlertDelivery;
  assert.equal(deliveryWords(one), 'On its way');
  assert.equal(
    deliveryWords({ ...one, tries: 1, failure: 'status' }),
    'Tried 1 time: it answered with an error',
  );
  assert.match(
    deliveryWords({ ...one, state: 'failed', tries: 60, failure: 'name' }),
    /^Given up after 60 tries: /,
  );
});

test('a stream is up to date, on its way, failing or stopped', () => {
  const one = { active: true, failure: null, failingSince: null, behind: 0 } as LogStream;
  assert.equal(streamState(one).text, 'Up to date');
  assert.equal(streamState({ ...one, behind: 1_200 }).text, '1,200 to go');
  assert.equal(streamState({ ...one, failure: 'status', failingSince: '2026-01-01' }).tone, 'bad');
  assert.equal(streamState({ ...one, active: false, failure: 'status' }).text, 'Stopped');
});

test('what waits behind a stream that fails or was stopped is told by number', () => {
  const one = { active: true, failure: null, failingSince: null, behind: 0 } as LogStream;
  const failing = { ...one, failure: 'status', failingSince: '2026-01-01' } as LogStream;
  assert.equal(waitWords({ ...failing, behind: 1_200 }), '1,200 wait');
  assert.equal(waitWords({ ...failing, behind: 1 }), '1 waits');
  assert.equal(waitWords(failing), null);
  assert.equal(waitWords({ ...one, active: false, behind: 2 }), '2 wait');
  assert.equal(waitWords({ ...one, behind: 2 }), null, 'the badge says it');
});
