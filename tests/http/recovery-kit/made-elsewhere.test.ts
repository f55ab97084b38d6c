import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKitLink } from '#server/app.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld } from '#tests/support/world.ts';

test('where another tool makes the backups no kit is asked for, and none is made', async () => {
  const world = await startTestWorld({ env: { CASEWARD_BACKUPS: 'own' } });
  try {
    assert.equal((await world.anonymous.get('/setup')).body.recoveryKit, 'elsewhere');
    assert.equal(await newKitLink(world.test.app.services), undefined);
    const asked = await world.a.as('owner').post('/setup/recovery-kit', { token: 'a'.repeat(43) });
    assertStatus(asked, 410);
  } finally {
    await world.close();
  }
});
