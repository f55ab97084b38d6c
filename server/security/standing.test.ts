import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createEventHub } from './event-hub.ts';
import { whileStanding } from './standing.ts';

const USER = '11111111-1111-4111-8111-111111111111';
const changed = JSON.stringify([null, 'access.changed', USER]);

test('it goes on while the door opens, and breaks off when it does not', async () => {
  const hub = createEventHub();
  let open = true;
  const ask = async () => {
    if (!open) throw new Error('shut');
  };
  const { signal } = whileStanding(hub, { ids: [USER], since: hub.accessChanges(), ask });
  hub.notice(changed);
  await setImmediate();
  assert.equal(signal.aborted, false);
  open = false;
  hub.notice(changed);
  await setImmediate();
  assert.equal(signal.aborted, true);
});

test('what changed between the door and the first look is asked about at once', async () => {
  const hub = createEventHub();
  const since = hub.accessChanges();
  hub.notice(changed);
  const { signal } = whileStanding(hub, { ids: [USER], since, ask: () => Promise.reject(new Error('shut')) });
  await setImmediate();
  assert.equal(signal.aborted, true);
});

test('whoever left is not asked about', async () => {
  const hub = createEventHub();
  const ask = () => assert.fail('nobody listens');
  const { leave } = whileStanding(hub, { ids: [USER], since: hub.accessChanges(), ask });
  leave();
  hub.notice(changed);
  await setImmediate();
});
