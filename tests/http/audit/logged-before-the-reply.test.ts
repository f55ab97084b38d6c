import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Reply } from '#tests/support/client.ts';
import { eventually } from '#tests/support/receivers.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let path: string;
before(async () => {
  world = await startTestWorld();
  ({ path } = await makeCase(world.a.as('owner'), world.a, { title: 'Pump P-12 stopped' }));
});
after(() => world.close());

const ASKED: Readonly<Record<string, () => Promise<Reply>>> = {
  'one case': () => world.a.as('owner').get(path),
  'a page of cases': () => world.a.as('owner').post(`${world.a.path}/cases/query`, {}),
  search: () => world.a.as('owner').post(`${world.a.path}/search`, { text: 'pump' }),
};

for (const [name, ask] of Object.entries(ASKED)) {
  test(`${name}: what cannot be logged is not told`, async () => {
    assertStatus(await ask(), 200);
    await withClient(world.test.database.adminUrl, async (admin) => {
      await admin.query('alter function app.audit_reads rename to audit_reads_gone');
      try {
        const refused = await ask();
        assert.equal(refused.status, 500);
        assert.doesNotMatch(refused.text, /Pump/);
      } finally {
        await admin.query('alter function app.audit_reads_gone rename to audit_reads');
      }
    });
    assertStatus(await ask(), 200);
  });

  test(`${name}: the reply waits for its entry`, async () => {
    await withClient(world.test.database.adminUrl, async (admin) => {
      await admin.query('begin; lock table app.audit_entries in share mode');
      let answered = false;
      const reply = ask().then((given) => {
        answered = true;
        return given;
      });
      // The entry stands at the lock: what it was read for is read by then.
      await eventually(async () => {
        const { rows } = await admin.query(
          `select 1 from pg_locks where relation = 'app.audit_entries'::regclass and not granted`,
        );
        return rows.length > 0;
      }, 'an entry that waits');
      assert.equal(answered, false);
      await admin.query('commit');
      assertStatus(await reply, 200);
    });
  });
}
