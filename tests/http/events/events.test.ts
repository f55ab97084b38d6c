import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

/** Opens the stream as that person; `heard` waits for the next event. */
async function listenAs(role: 'viewer' | 'owner', place = world.a) {
  const reply = await fetch(`${world.test.url}/api/v1${place.path}/events`, {
    headers: { cookie: place.people[role].cookie },
  });
  assert.equal(reply.status, 200);
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  return {
    async heard(): Promise<string> {
      for (let text = ''; ; ) {
        const { value, done } = await reader.read();
        if (done) return 'ended';
        text += value;
        if (text.includes('data: ')) return text.slice(text.indexOf('data: ') + 6).trim();
      }
    },
    stop: () => reader.cancel(),
  };
}

test('members hear that something changed, and nobody of another workspace does', async () => {
  const here = await listenAs('viewer');
  const elsewhere = await listenAs('viewer', world.b);
  const tag = { label: 'Heard', color: 'blue' };
  assertStatus(await world.a.as('owner').post(`${world.a.path}/tags`, tag), 201);
  assert.deepEqual(JSON.parse(await here.heard()), { kind: 'workspace.changed', id: world.a.workspaceId });
  assertStatus(await world.b.as('owner').post(`${world.b.path}/tags`, tag), 201);
  assert.equal(JSON.parse(await elsewhere.heard()).id, world.b.workspaceId);
  await Promise.all([here.stop(), elsewhere.stop()]);
});

test('the stream ends for whoever is shut out', async () => {
  const stream = await listenAs('viewer');
  const member = `${world.a.path}/members/${world.a.people.viewer.userId}`;
  assertStatus(await world.a.as('owner').put(`${member}/suspension`, {}), 200);
  assert.equal(await stream.heard(), 'ended');
});
