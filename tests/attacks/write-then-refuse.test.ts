import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '#contracts/common.ts';
import { makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client, clientOf } from '#tests/support/client.ts';
import { type Digester, watchDatabase } from './database-digest.ts';
import { UNCHANGED } from './kitchen.ts';
import { openStage, type Someone, type Stage } from './stage.ts';

let stage: Stage;
let watch: Digester;
before(async () => {
  stage = await openStage();
  watch = await watchDatabase(stage.world.test.database.adminUrl);
});
after(async () => {
  await watch.close();
  await stage.close();
});

/** Someone who sees only what is theirs or was given to them. */
async function narrow(role: Role): Promise<{ person: Someone; client: Client }> {
  const { a, test: app } = stage.world;
  const person = await stage.newMember(a, role);
  const patch = { assignedOnly: true };
  assertStatus(await a.as('owner').patch(`${a.path}/members/${person.userId}`, patch, UNCHANGED), 200);
  return { person, client: clientOf(app.url, person) };
}

// CVE-2026-41160: what is written first and refused later stays written.
test('whoever would lose sight of a case by a change is told so before it is made', async () => {
  const { a } = stage.world;
  const { client, person } = await narrow('manager');
  const made = await makeCase(client, a, { type: 'note' });
  const version = await seen(client, made);
  await watch.changed();
  const given = { ownerId: a.people.member.userId };
  const refused = await client.put(`${made.path}/owner`, given, version);
  assertStatus(refused, 409);
  assert.equal(refused.body.details.reason, 'out-of-sight');
  assert.deepEqual(await watch.changed(), []);
  const seats = [{ slot: 'helper', userId: person.userId }];
  assertStatus(await client.put(`${made.path}/staff`, { seats }, version), 200);
  assertStatus(await client.put(`${made.path}/owner`, given, await seen(client, made)), 200);
  const now = await seen(client, made);
  await watch.changed();
  assertStatus(await client.put(`${made.path}/staff`, { seats: [] }, now), 409);
  assert.deepEqual(await watch.changed(), []);
});

test('control: the watch names the tables that a change wrote to, and none without one', async () => {
  const { a } = stage.world;
  const made = await makeCase(a.as('member'), a, { type: 'note' });
  await watch.changed();
  assert.deepEqual(await watch.changed(), []);
  assertStatus(
    await a.as('member').put(`${made.path}/draft`, { baseVersion: 1, content: { title: 'x' } }),
    200,
  );
  assert.deepEqual(await watch.changed(), ['audit_entries', 'case_drafts']);
});
