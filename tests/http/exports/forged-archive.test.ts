import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rowsAsAdmin } from '#tests/support/accounts.ts';
import { ifMatch } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import {
  type Archive,
  exportWorkspace,
  fetchArchive,
  importInto,
  openZip,
  zipOf,
} from '#tests/support/exports.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const RECORDS = 'records/memberships-0001.ndjson';

let world: TestWorld;
let honest: Archive;
before(async () => {
  world = await startTestWorld();
  const { id } = await exportWorkspace(world.a, 'admin');
  honest = await openZip(Buffer.from(await (await fetchArchive(world, world.a, id, 'admin')).arrayBuffer()));
});
after(() => world.close());

/** The archive that an admin has, with themselves as Owner of the other workspace; it is said to be of that, or of this. */
function forged(workspaceId: string): Promise<Buffer> {
  const { a, b } = world;
  const lines = String(honest.get(RECORDS)).trim().split('\n');
  const records = lines.map((line) => {
    const record: Json = JSON.parse(line);
    return record.user_id === a.people.admin.userId
      ? { ...record, role: 'owner', workspace_id: b.workspaceId }
      : record;
  });
  const manifest = { ...JSON.parse(String(honest.get('manifest.json'))), workspaceId };
  return zipOf(
    new Map([
      ...honest,
      [RECORDS, Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''))],
      ['manifest.json', Buffer.from(JSON.stringify(manifest))],
    ]),
  );
}

/** Everything the two workspaces say of their members, and of themselves. */
function standing(): Promise<unknown> {
  const ids = [world.a.workspaceId, world.b.workspaceId];
  const sql = `select to_jsonb(m) as member, w.version, w.state from app.workspaces w
    join app.memberships m on m.workspace_id = w.id where w.id = any($1) order by m.workspace_id, m.id`;
  return rowsAsAdmin(world.test, sql, [ids]);
}

for (const said of ['a', 'b'] as const) {
  test(`an admin who makes themselves Owner of b in an archive of ${said} is Owner of the copy alone, which is told`, async () => {
    const { a, b, test: app } = world;
    const before = await standing();
    const report = await importInto(app, await forged(world[said].workspaceId));
    assert.deepEqual(await standing(), before);
    const admin = a.as('admin');
    const target = `${a.path}/members/${a.people.member.userId}`;
    assertStatus(await admin.patch(target, { role: 'owner' }, ifMatch(1)), 403);
    assertStatus(await admin.get(b.path), 404);

    assert.deepEqual(report.owners, [a.people.admin.email, a.people.owner.email].sort());
    assert.ok(![a.workspaceId, b.workspaceId].includes(report.workspaceId));
    const { workspaces } = (await admin.get('/session')).body;
    const there = workspaces.find(({ id }: Json) => id === report.workspaceId);
    assert.equal(there?.role, 'owner', 'control: what was forged did arrive');
  });
}

test('an honest archive names the Owners there are', async () => {
  const { owners } = await importInto(world.test, await zipOf(honest));
  assert.deepEqual(owners, [world.a.people.owner.email]);
});
