import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaseSummary } from '#contracts/cases.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { type MadeCase, makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client, clientOf } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let second: TestApp;
let made: MadeCase;

before(async () => {
  world = await startTestWorld();
  second = await startTestApp({ beside: world.test });
  made = await makeCase(world.a.as('member'), world.a);
  await makeCase(world.a.as('member'), world.a, { title: 'Beside it' });
});
after(async () => {
  await second.close();
  await world.close();
});

const page = async (client: Client, query: object): Promise<CaseSummary[]> => {
  const reply = await client.post(`${world.a.path}/cases/query`, query);
  assertStatus(reply, 200);
  return reply.body.items;
};
const shownTo = async (client: Client, query: object = {}) =>
  (await page(client, query)).find(({ id }) => id === made.id);

/** The page as it is remembered, beside the same by a query that remembers nothing. */
async function comparePages(changed: string): Promise<CaseSummary | undefined> {
  const told = await shownTo(world.a.as('owner'), { sort: { by: 'created', direction: 'asc' } });
  for (const node of [world.a.as('owner'), clientOf(second.url, world.a.people.owner)])
    for (const _time of [1, 2]) assert.deepEqual(await shownTo(node), told, changed);
  return told;
}

const CHANGES: Readonly<Record<string, string>> = {
  severity: `severity = 'critical'`,
  due: `due_at = now()`,
  revision: 'revision_needed = not revision_needed',
  restriction: 'restricted = not restricted',
  time: `updated_at = now() + interval '1 hour'`,
  owner:
    '(owner_id) = (select m.user_id from app.memberships m where m.role = $$manager$$ and m.workspace_id = cases.workspace_id)',
};

test('whatever changes in a row stands in the newest page at once, on every node that has shown it before', async () => {
  let before = await comparePages('before');
  for (const [changed, assignment] of Object.entries(CHANGES)) {
    await withClient(world.test.database.adminUrl, (admin) =>
      admin.query(`update app.cases set ${assignment} where id = $1`, [made.id]),
    );
    const now = await comparePages(changed);
    assert.notDeepEqual(now, before, changed);
    before = now;
  }
});

test('a title, and back to what it was, stands in the newest page at once', async () => {
  const owner = world.a.as('owner');
  for (const title of ['Pump P-13 stopped', 'Pump P-12 stopped', 'Pump P-13 stopped']) {
    assertStatus(await owner.patch(made.path, { title }, await seen(owner, made)), 200);
    assert.equal((await comparePages(title))?.title, title);
  }
});

test('what is not to be seen any more is not on the page that was shown before', async () => {
  const manager = world.a.as('manager');
  const open = await makeCase(world.a.as('member'), world.a, { title: 'Seen by all' });
  const shown = async () => (await page(manager, {})).some(({ id }) => id === open.id);
  for (const _time of [1, 2, 3]) assert.equal(await shown(), true);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('update app.cases set restricted = true where id = $1', [open.id]),
  );
  assert.equal(await shown(), false);
});

test('the newest page goes on where it ended, also once it is remembered', async () => {
  const owner = world.a.as('owner');
  for (const _time of [1, 2, 3]) {
    const first = (await owner.post(`${world.a.path}/cases/query`, { limit: 1 })).body;
    const rest = (await owner.post(`${world.a.path}/cases/query`, { limit: 2, cursor: first.next })).body;
    const all = await page(owner, {});
    assert.deepEqual([...first.items, ...rest.items], all.slice(0, 3));
    assert.equal((await owner.post(`${world.a.path}/cases/query`, {})).body.next, null);
  }
});
