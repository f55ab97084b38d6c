import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaseSort } from '#contracts/case-lists.ts';
import type { CaseSummary } from '#contracts/cases.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld({ env: { CASEWARD_RATE_PER_MINUTE: '5000' } });
  await make('Here', ['high', 'high', 'high', 'high', 'low', 'low', 'critical']);
});
after(() => world.close());

function make(title: string, severities: readonly CaseSummary['severity'][]) {
  const made = severities.map((severity) => makeCase(world.a.as('owner'), world.a, { title, severity }));
  return Promise.all(made);
}

/** All cases from the first page to the last, two more made after each of the first pages. */
async function walk(sort: CaseSort): Promise<CaseSummary[]> {
  const found: CaseSummary[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages === 0 || cursor !== null; pages += 1) {
    const page = await world.a
      .as('owner')
      .post(`${world.a.path}/cases/query`, { sort, cursor, limit: pages < 6 ? 3 : 50 });
    assertStatus(page, 200);
    found.push(...page.body.items);
    cursor = page.body.next;
    if (pages < 6) await make('Meanwhile', ['low', 'critical']);
  }
  return found;
}

for (const by of ['created', 'updated', 'number', 'due', 'severity'] as const)
  for (const direction of ['asc', 'desc'] as const)
    test(`paged by ${by} ${direction} while others write, each case comes once and none is pushed out`, async () => {
      const ids = (await walk({ by, direction })).filter(({ title }) => title === 'Here').map(({ id }) => id);
      assert.equal(ids.length, 7);
      assert.equal(new Set(ids).size, 7);
    });
