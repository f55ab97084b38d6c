import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { startTestWorld } from '#tests/support/world.ts';
import { mismatches, sights } from './visibility.ts';

test('who is told to see a case sees it everywhere, and nobody else sees it anywhere', async () => {
  const world = await startTestWorld();
  try {
    const found = await sights(world);
    assert.deepEqual(mismatches(found), []);
    assert.ok(found.some(({ got }) => got) && found.some(({ got }) => !got));
  } finally {
    await world.close();
  }
});

for (const [what, policy] of [
  ['the policy asks for the workspace alone', 'workspace_id = (select app.tenant())'],
  [
    'restriction is forgotten',
    "workspace_id = (select app.tenant()) and (phase in ('open', 'closed') or (select app.actor_rank()) >= 3)",
  ],
] as const)
  test(`negative control: where ${what}, the two differ`, async () => {
    const world = await startTestWorld({
      prepare: ({ adminUrl }) =>
        withClient(adminUrl, async (admin) => {
          await admin.query(`alter policy visible on app.cases using (${policy})`);
        }),
    });
    try {
      assert.notDeepEqual(mismatches(await sights(world)), []);
    } finally {
      await world.close();
    }
  });
