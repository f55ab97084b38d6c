import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let admin: OperatorClient;
let live: OperatorClient;
before(async () => {
  world = await startTestWorld();
  admin = await connect(world.test.database.adminUrl);
  live = await connect(world.test.database.appUrl);
  await makeCase(world.a.as('member'), world.a, { title: 'Pump', body: 'It stopped.' });
  await makeCase(world.b.as('member'), world.b, { title: 'Valve', body: 'It leaked.' });
});
after(async () => {
  await live.end();
  await admin.end();
  await world.close();
});

/** Runs as the live role inside workspace A, in a transaction that is undone. */
async function insideA<T>(work: (client: OperatorClient) => Promise<T>): Promise<T> {
  const payload = world.a.people.owner.cookie.split('.')[1] ?? '';
  const session = JSON.parse(Buffer.from(payload, 'base64url').toString()).sid;
  await live.query('begin');
  try {
    await live.query('select app.enter($1, $2, null)', [session, world.a.workspaceId]);
    return await work(live);
  } finally {
    await live.query('rollback');
  }
}

async function tokensOf(workspaceId: string): Promise<string[]> {
  const { rows } = await admin.query<{ token: string }>(
    'select distinct unnest(tokens)::text as token from app.search_docs where workspace_id = $1 limit 12',
    [workspaceId],
  );
  return rows.map(({ token }) => token);
}

const searchedInA = (tokens: readonly string[]) =>
  insideA(
    async (client) => (await client.query('select * from app.search_cases($1, 100)', [tokens])).rowCount,
  );

async function definition(): Promise<string> {
  const { rows } = await admin.query(
    `select pg_get_functiondef('app.search_cases(bigint[], int)'::regprocedure) as text`,
  );
  return rows[0].text;
}

/** The first question the function asks of the index. */
async function questionOf(): Promise<string> {
  const whole = await definition();
  // Under the setting that the plan below is asked for with.
  assert.match(whole, /SET enable_seqscan TO 'off'/);
  const [, question] = /return query\s+(select[\s\S]+?);/.exec(whole) ?? [];
  assert.ok(question);
  return question;
}

test('the function answers for the workspace entered, whatever tokens it is asked for', async () => {
  const [own = ''] = await tokensOf(world.a.workspaceId);
  assert.equal(await searchedInA([own]), 1);
  for (const token of await tokensOf(world.b.workspaceId)) assert.equal(await searchedInA([token]), 0);
});

test('negative control: without its condition on the workspace the function tells of another one', async () => {
  const whole = await definition();
  await admin.query(whole.replace('where f.workspace_id = here', 'where true'));
  const [token = ''] = await tokensOf(world.b.workspaceId);
  assert.equal(await searchedInA([token]), 1);
  await admin.query(whole);
});

test('asked for nothing, or for more words than a search has, it tells nothing', async () => {
  assert.equal(await searchedInA([]), 0);
  assert.equal(await searchedInA(Array.from({ length: 13 }, (_, at) => String(at))), 0);
});

test('words scattered over the title and a comment find a case, as long as the comment is there', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a, { title: 'Gearbox', body: 'Noise.' });
  const comment = await member.post(`${made.path}/comments`, {
    anchor: { kind: 'case' },
    text: 'Ordered a bearing.',
    mentionIds: [],
  });
  assertStatus(comment, 201);
  const find = async (text: string) => {
    const reply = await member.post(`${world.a.path}/search`, { text });
    assertStatus(reply, 200);
    return reply.body.items.map((hit: { case: { title: string } }) => hit.case.title);
  };
  assert.deepEqual(await find('gearbox bearing'), ['Gearbox']);
  assert.deepEqual(await find('bearing gearbox noise'), ['Gearbox']);
  assert.deepEqual(await find('bearing pump'), []);
  assertStatus(await member.delete(`${made.path}/comments/${comment.body.id}`), 204);
  assert.deepEqual(await find('gearbox bearing'), []);
});

test('a search is one statement beside entering and the log of reads', async () => {
  const { pool } = world.test.app.services.db;
  const asked: string[] = [];
  const spied = new WeakSet<object>();
  pool.on('acquire', (client) => {
    if (spied.has(client)) return;
    spied.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (first: unknown, ...rest: unknown[]) => {
        asked.push(typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text')));
        return query(first, ...rest);
      },
    });
  });
  assertStatus(await world.a.as('owner').post(`${world.a.path}/search`, { text: 'pump stopped' }), 200);
  const ofContent = asked.filter((text) => /app\.(search_cases|cases|comments|evidence|tags)\b/.test(text));
  assert.equal(ofContent.length, 1, ofContent.join('\n'));
});

test('its question is answered by the index of tokens; under the policies of the live role it would not be', async () => {
  await admin.query(
    `insert into app.search_docs (workspace_id, case_id, source_kind, source_id, tokens)
     select c.workspace_id, c.id, 'evidence', gen_random_uuid(), array(select (n * 37 + k * 1009) % 50000 from generate_series(1, 20) k)
     from app.cases c, generate_series(1, 4000) n where c.workspace_id = $1`,
    [world.a.workspaceId],
  );
  await admin.query('analyze app.search_docs');
  const question = (await questionOf())
    .replaceAll(/\bhere\b/g, `'${world.a.workspaceId}'::uuid`)
    .replaceAll('p_tokens', `'{37}'::bigint[]`)
    .replaceAll('p_limit', '2000');
  const planOf = async (client: OperatorClient) => {
    await client.query('set enable_seqscan = off');
    return (await client.query(`explain ${question}`)).rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  await admin.query('set role caseward_owner');
  assert.match(await planOf(admin), /Index Scan on search_docs_tokens/);
  await admin.query('reset role');
  assert.doesNotMatch(await insideA(planOf), /search_docs_tokens/);
});
