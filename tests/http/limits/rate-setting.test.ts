import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestWorld } from '#tests/support/world.ts';

test('the setting is the budget of the default class', async () => {
  const world = await startTestWorld({ env: { CASEWARD_RATE_PER_MINUTE: '3' } });
  try {
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => world.a.as('member').put('/session/theme', { theme: 'dark' })),
    );
    const statuses = tries.map(({ status }) => status).sort();
    // A minute may turn in between: never more than two budgets.
    assert.ok(statuses.filter((status) => status === 204).length >= 3);
    assert.match(tries[0]?.headers.get('ratelimit-policy') ?? '', /q=3;w=60/);
  } finally {
    await world.close();
  }
});
