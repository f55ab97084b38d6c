import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { type MadeCase, makeCase, readCase, seen } from '#tests/support/cases.ts';
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
    /** All there is until it ends. */
    async rest(): Promise<string> {
      for (let text = ''; ; ) {
        const { value, done } = await reader.read();
        if (done) return text;
        text += value;
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

/** What a viewer hears of a change to that case: of something everyone may hear, if of nothing before it. */
async function heardOf(made: MadeCase): Promise<string> {
  const stream = await listenAs('viewer');
  const owner = world.a.as('owner');
  const { title } = await readCase(owner, made);
  assertStatus(await owner.patch(made.path, { title: `${title}!` }, await seen(owner, made)), 200);
  const note = { kind: 'note', text: 'They called.' };
  assertStatus(await owner.post(`${made.path}/activity`, note), 204);
  assertStatus(await owner.post(`${world.a.path}/tags`, { label: title, color: 'blue' }), 201);
  const { id } = JSON.parse(await stream.heard());
  await stream.stop();
  return id;
}

test('of a draft, or a restricted case, nobody hears who may not see it', async () => {
  const draft = await makeCase(world.a.as('member'), world.a, { title: 'A draft' });
  assert.equal(await heardOf(draft), world.a.workspaceId);
  const secret = await makeCase(world.a.as('owner'), world.a, { title: 'A secret' });
  const owner = world.a.as('owner');
  const restriction = { grants: [] };
  assertStatus(await owner.put(`${secret.path}/restriction`, restriction, await seen(owner, secret)), 200);
  assert.equal(await heardOf(secret), world.a.workspaceId);
});

test('control: with the policy on cases gone they do hear of it', async () => {
  const draft = await makeCase(world.a.as('member'), world.a, { title: 'Another draft' });
  const policy = (state: string) =>
    withClient(world.test.database.adminUrl, (admin) =>
      admin.query(`alter table app.cases ${state} row level security`),
    );
  await policy('disable');
  assert.equal(await heardOf(draft), draft.id);
  await policy('enable');
});

test('the stream ends for whoever is shut out, and their browser asks at once why', async () => {
  const stream = await listenAs('viewer');
  const member = `${world.a.path}/members/${world.a.people.viewer.userId}`;
  assertStatus(await world.a.as('owner').put(`${member}/suspension`, {}), 200);
  const said = await stream.rest();
  assert.doesNotMatch(said, /data:/);
  const [usually, atTheEnd] = [...said.matchAll(/^retry: (\d+)$/gm)].map(([, ms]) => Number(ms));
  assert.ok(usually !== undefined && atTheEnd !== undefined, said);
  assert.ok(atTheEnd < usually / 10, 'whoever lost access sees what they saw a tenth as long');
});
