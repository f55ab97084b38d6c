import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { type Packets, type PacketWatch, watchPackets } from './packets.ts';

let world: TestWorld;
let member: Client;
let watch: PacketWatch;

before(async () => {
  world = await startTestWorld();
  member = world.a.as('member');
  watch = watchPackets(world.test.app.services.db);
  // Keys, settings and the rate lease are there from now on, as for all but the first request.
  const made = await makeCase(member, world.a);
  for (let warm = 0; warm < 3; warm += 1) {
    assertStatus(await member.get(made.path), 200);
    assertStatus(await member.post(`${world.a.path}/cases/query`, {}), 200);
    await makeCase(member, world.a);
  }
});
after(() => world.close());

const enters = (text: string) => text.includes('app.enter(');
const logs = (text: string) => text.startsWith('select app.audit_reads(');

function assertOneReadAndItsEntry(packets: Packets): void {
  const statements = packets.flat();
  assert.equal(statements.length, 2, statements.join('\n'));
  assert.ok(enters(statements[0] ?? ''), 'session, membership and rows in one statement');
  assert.ok(logs(statements[1] ?? ''), 'the entry of the read');
}

test('a list is one statement, and the entry of the read one more', async () => {
  const packets = await watch.leastDuring(() => member.post(`${world.a.path}/cases/query`, {}));
  assertOneReadAndItsEntry(packets);
});

test('so is one case', async () => {
  const made = await makeCase(member, world.a);
  assertOneReadAndItsEntry(await watch.leastDuring(() => member.get(made.path)));
});

test('a new case is let in with one packet, and written, logged and committed with another', async () => {
  const packets = await watch.leastDuring(() => makeCase(member, world.a));
  assert.equal(packets.length, 2, JSON.stringify(packets, null, 2));
  const [first = [], second = []] = packets;
  assert.deepEqual(
    first.map((text) => (enters(text) ? 'enter' : text)),
    ['begin', 'enter'],
  );
  assert.equal(second.length, 5, second.join('\n'));
  assert.match(second[0] ?? '', /insert into app\.cases/);
  assert.match(second[1] ?? '', /insert into app\.activities/);
  assert.match(second[2] ?? '', /insert into app\.search_docs/);
  assert.match(second[3] ?? '', /insert into app\.audit_entries .* insert into app\.outbox/);
  assert.equal(second[4], 'commit');
});

test('an edit waits for no statement that it does not need the answer of', async () => {
  const made = await makeCase(member, world.a);
  const packets = await watch.during(async () => {
    assertStatus(await member.patch(made.path, { title: 'Renamed' }, { 'if-match': '"v1"' }), 200);
  });
  const last = packets.find((packet) => packet.includes('commit'));
  assert.ok(
    last?.some((text) => text.includes('insert into app.audit_entries')),
    'entry and commit travel together',
  );
});
