import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateClasses } from '#server/http/rate-classes.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { clientOf } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

/** How many of twice the limit two nodes let through, asked in turn by one person. */
async function letThrough(world: TestWorld, second: TestApp): Promise<number> {
  const { a, test: first } = world;
  const nodes = [first, second].map(({ url }) => clientOf(url, a.people.member));
  const { limit } = rateClasses.search;
  let passed = 0;
  for (let i = 0; i < limit * 2; i += 1) {
    const reply = await nodes[i % 2]?.post(`${a.path}/search`, { text: 'pump' });
    if (reply?.status === 200) passed += 1;
  }
  return passed;
}

const frozen = () => testClock(new Date());

test('two nodes share one limit (FC-41)', async () => {
  const clock = frozen();
  const world = await startTestWorld({ clock });
  const second = await startTestApp({ beside: world.test, clock });
  try {
    const passed = await letThrough(world, second);
    assert.ok(passed <= rateClasses.search.limit, `${passed} were let through`);
    assert.ok(passed >= rateClasses.search.limit / 2, `only ${passed} were let through`);
  } finally {
    await second.close();
    await world.close();
  }
});

test('control: nodes with a counter each let twice as many through', async () => {
  const [clock, later] = [frozen(), testClock(new Date(Date.now() + 3_600_000))];
  const world = await startTestWorld({ clock });
  // In another window of time, hence with a counter of its own.
  const second = await startTestApp({ beside: world.test, clock: later });
  try {
    assert.ok((await letThrough(world, second)) > rateClasses.search.limit);
  } finally {
    await second.close();
    await world.close();
  }
});
