import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventHub } from './event-hub.ts';

const USER = '11111111-1111-4111-8111-111111111111';
const WORKSPACE = '22222222-2222-4222-8222-222222222222';
const changed = (id: string) => JSON.stringify([null, 'access.changed', id]);

test('a change of access is told to those it concerns, once each, and to nobody else', () => {
  const hub = createEventHub();
  const heard: string[] = [];
  hub.onAccessChange([USER, WORKSPACE], () => heard.push('theirs'));
  hub.onAccessChange([WORKSPACE], () => heard.push('workspace'));
  hub.notice(changed(USER));
  assert.deepEqual(heard, ['theirs']);
  hub.notice(changed(WORKSPACE));
  assert.deepEqual(heard, ['theirs', 'theirs', 'workspace']);
  assert.equal(hub.accessChanges(), 2);
});

test('whoever left hears no more, and a gap is a change for everyone', () => {
  const hub = createEventHub();
  const heard: string[] = [];
  const leave = hub.onAccessChange([USER], () => heard.push('left'));
  hub.onAccessChange([USER], () => heard.push('stays'));
  leave();
  hub.gap();
  assert.deepEqual(heard, ['stays']);
  assert.equal(hub.accessChanges(), 1);
});

test('no notice of another kind is one of access', () => {
  const hub = createEventHub();
  hub.onAccessChange([USER], () => assert.fail('nothing changed'));
  hub.notice(JSON.stringify([WORKSPACE, 'workspace.changed', USER]));
  hub.notice('not json');
  hub.notice(JSON.stringify([null, 'access.changed', null]));
  assert.equal(hub.accessChanges(), 0);
});
