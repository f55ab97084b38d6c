import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Owner, setUp, signIn } from '#tests/kill/owner.ts';
import { withClient } from '#tests/support/admin.ts';
import type { Client } from '#tests/support/client.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type Machine, makeMachine, noReleases } from './releases.ts';

const root = join(import.meta.dirname, '../..');
const FIVE_MINUTES_MS = 5 * 60_000;
const newest = Math.max(
  ...readdirSync(join(root, 'migrations'))
    .filter((name) => /^\d{4}_/.test(name))
    .map((name) => Number(name.slice(0, 4))),
);
const migration = (after: number) => `migrations/${String(newest + after).padStart(4, '0')}_of_a_test.sql`;
const named = (version: string) => {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return { 'package.json': text.replace(/"version": "[^"]+"/, `"version": "${version}"`) };
};

describe('a version is put into service, and taken back', { skip: noReleases }, () => {
  let machine: Machine;
  let owner: Owner;
  const made: { path: string; title: string }[] = [];

  before(async () => {
    machine = await makeMachine();
  });
  after(() => machine?.remove());

  const deployed = async (...words: string[]) => {
    const { code, said, ms } = await machine.deploy(...words);
    assert.equal(code, 0, `${said}\n${machine.output().slice(-2_000)}`);
    assert.ok(ms < FIVE_MINUTES_MS, `it took ${ms} ms`);
    return ms;
  };
  const serving = async () => (await (await fetch(`${machine.url}/api/health`)).json()).build as string;
  const write = async (title: string) => {
    const body = { type: owner.caseType, title, body: `Of ${title}.` };
    const reply = await owner.client.post(`${owner.path}/cases`, body);
    assertStatus(reply, 201);
    made.push({ path: `${owner.path}/cases/${reply.body.id}`, title });
  };
  const allThere = async (client: Client = owner.client) => {
    for (const { path, title } of made) {
      const { body } = await client.get(path);
      assert.deepEqual([body.title, body.body], [title, `Of ${title}.`]);
    }
  };

  it('forward, back and forward again with the same script in less than five minutes each, data intact', async (t) => {
    const took = { first: await deployed(machine.first), forward: 0, back: 0, again: 0 };
    owner = await setUp(machine, machine);
    await write('the first version');
    const expand = 'alter table app.cases add column of_a_test text;\n';
    const next = await machine.commit('the next one', { ...named('9.1.0'), [migration(1)]: expand });
    took.forward = await deployed(next);
    assert.match(await serving(), /^9\.1\.0 /);
    await write('the next version');
    await allThere();

    took.back = await deployed('--back');
    assert.match(await serving(), new RegExp(machine.first.slice(0, 12)));
    await allThere();
    // The older version writes into the newer schema, too.
    await write('the first version again');
    owner = await signIn(machine);
    await allThere();

    took.again = await deployed(next);
    assert.match(await serving(), /^9\.1\.0 /);
    await allThere();
    t.diagnostic(`milliseconds: ${JSON.stringify(took)}`);
  });

  it('what does not serve is taken back by itself', async () => {
    const files = { ...named('9.2.0'), 'server/main.ts': 'process.exit(1);\n' };
    const broken = await machine.commit('one that ends at once', files);
    const { code, said } = await machine.deploy(broken);
    assert.equal(code, 1);
    assert.match(said, /did not serve; \w{12} does again/);
    assert.match(await serving(), /^9\.1\.0 /);
    await allThere();
  });

  it('where the older version cannot run on the newer schema, going back is refused with the reason', async () => {
    const main = readFileSync(join(root, 'server/main.ts'), 'utf8');
    const contract = '-- breaking\nalter table app.cases drop column of_a_test;\n';
    const files = { ...named('9.3.0'), 'server/main.ts': main, [migration(2)]: contract };
    await deployed(await machine.commit('one that breaks', files));
    const { code, said } = await machine.deploy('--back');
    assert.equal(code, 1);
    assert.match(said, /of_a_test\.sql is unknown here/);
    assert.match(said, /cannot run on the database as it is/);
    assert.match(await serving(), /^9\.3\.0 /);
    await allThere();
  });

  it('negative control: without the mark that it breaks, nothing holds the older version back', async () => {
    await withClient(machine.database.ownerUrl, (client) =>
      client.query('update public.caseward_migrations set breaking = false'),
    );
    assert.equal((await machine.deploy('--back')).code, 0);
  });
});
