import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { selectNewest, TOP } from '#server/features/cases/case-list.store.ts';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let client: OperatorClient;

before(async () => {
  world = await startTestWorld();
  await makeCase(world.a.as('member'), world.a);
  client = await connect(world.test.database.appUrl);
});
after(async () => {
  await client.end();
  await world.close();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly Plan[];
}

/** The plan as production makes it, once for all values; small tables are planned as if they were large. */
async function planOf(text: string, values: readonly (string | number)[]): Promise<Plan[]> {
  await client.query('set plan_cache_mode = force_generic_plan');
  await client.query('set enable_seqscan = off');
  await client.query(`prepare looked_at as ${text}`);
  const literals = values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(', ');
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `explain (format json) execute looked_at(${literals})`,
  );
  await client.query('deallocate looked_at');
  return flat(rows[0]?.['QUERY PLAN'][0]?.Plan);
}

function flat(plan: Plan | undefined): Plan[] {
  return plan === undefined ? [] : [plan, ...(plan.Plans ?? []).flatMap(flat)];
}

async function newestPlan(text = selectNewest.statement.text): Promise<Plan[]> {
  const { sid } = JSON.parse(
    Buffer.from(world.a.people.member.cookie.split('.')[1] ?? '', 'base64url').toString(),
  );
  return planOf(text, [sid, world.a.workspaceId, '127.0.0.1', ...TOP, 51]);
}

const scanOfCases = (plan: readonly Plan[]) => plan.find((node) => node['Relation Name'] === 'cases');
const calls = (filter: string | undefined) => filter?.match(/(?:tenant|actor_\w+|current_setting)\(/g) ?? [];

test('the newest cases are read in order from the index of a workspace, and nothing is sorted', async () => {
  const plan = await newestPlan();
  const scan = scanOfCases(plan);
  assert.equal(scan?.['Index Name'], 'cases_created');
  assert.match(scan?.['Index Cond'] ?? '', /workspace_id = /);
  assert.match(scan?.['Index Cond'] ?? '', /ROW\(created_at, id\) < ROW/);
  assert.deepEqual(
    plan.filter((node) => node['Node Type'] === 'Sort'),
    [],
  );
});

test('no function is called for each row', async () => {
  for (const node of await newestPlan()) assert.deepEqual(calls(node.Filter), []);
});

test('control: a policy that asks for each row is found', async () => {
  await client.query('begin');
  const text = selectNewest.statement.text.replace(
    'from app.cases c where',
    'from app.cases c where c.owner_id is distinct from app.actor_id() and',
  );
  assert.ok((await newestPlan(text)).some((node) => calls(node.Filter).length > 0));
  await client.query('rollback');
});
