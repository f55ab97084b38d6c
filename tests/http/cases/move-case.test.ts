import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRESET_CONTENT } from '#server/features/workspaces/presets.ts';
import { withClient } from '#tests/support/admin.ts';
import { ifMatch, type MadeCase, makeCase, readCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { setReviewRule } from '#tests/support/reviews.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let owner: Client;
let member: Client;

before(async () => {
  world = await startTestWorld();
  owner = world.a.as('owner');
  member = world.a.as('member');
  const [matter] = PRESET_CONTENT.legal.settings.caseTypes;
  const version = await ownVersion();
  assertStatus(await owner.put(`${world.a.path}/case-types/${matter?.key}`, matter, ifMatch(version)), 200);
  await setReviewRule(world.a, { mode: 'off', count: 1 });
});
after(() => world.close());

const ownVersion = async () => (await owner.get(world.a.path)).body.version;

async function step(client: Client, made: MadeCase, to: string, reason?: string) {
  const body = { to, ...(reason !== undefined && { reason }) };
  return client.post(`${made.path}/transitions`, body, await seen(client, made));
}

const takeMatter = (client: Client) =>
  makeCase(client, world.a, { type: 'client-matter', title: 'Doe v. Roe' });

test('a matter goes from intake to the archive and back, each step back with its reason', async () => {
  const made = await takeMatter(member);
  assert.deepEqual(
    (await readCase(member, made)).steps.map(({ to }) => to),
    ['open', 'closed'],
  );
  assertStatus(await step(member, made, 'open'), 200);
  assertStatus(await step(member, made, 'on_hold'), 422);
  assertStatus(await step(member, made, 'on_hold', 'Waiting for the court'), 200);
  assertStatus(await step(member, made, 'open'), 200);
  assertStatus(await step(member, made, 'closed'), 200);
  assertStatus(await member.patch(made.path, { body: 'x' }, await seen(member, made)), 423);
  assertStatus(await step(member, made, 'archived'), 403);
  const reviewer = world.a.as('reviewer');
  assertStatus(await step(reviewer, made, 'archived'), 200);
  assertStatus(await reviewer.patch(made.path, { severity: 'low' }, await seen(reviewer, made)), 423);
  assertStatus(await step(reviewer, made, 'open', 'Wrong file'), 409);
  assertStatus(await step(reviewer, made, 'closed', 'Wrong file'), 200);
  assertStatus(await step(reviewer, made, 'open', 'Reopened by the court'), 200);
  const timeline = await member.post(`${made.path}/activity/query`, {});
  const moves = timeline.body.items.filter(({ kind }: { kind: string }) => kind === 'moved');
  assert.deepEqual([moves[0].from, moves[0].to, moves[0].text], ['closed', 'open', 'Reopened by the court']);
});

test('who sees a matter of another only while it is open does not move it out of their own sight', async () => {
  const made = await takeMatter(owner);
  assertStatus(await step(owner, made, 'open'), 200);
  const policies = { policies: { membersEditOthers: true } };
  assertStatus(await owner.patch(world.a.path, policies, ifMatch(await ownVersion())), 200);
  assertStatus(await step(member, made, 'on_hold', 'Client travels'), 200);
  assertStatus(await step(member, made, 'open'), 200);
  const refused = await step(member, made, 'intake', 'Not ready');
  assertStatus(refused, 403);
  assertStatus(await step(world.a.as('reviewer'), made, 'intake', 'Not ready'), 200);
  const strict = { policies: { membersEditOthers: false } };
  assertStatus(await owner.patch(world.a.path, strict, ifMatch(await ownVersion())), 200);
});

test('a step of the table that is not there, or a state that is not, is refused', async () => {
  const made = await takeMatter(member);
  for (const to of ['archived', 'intake', 'nowhere']) {
    const reply = await step(member, made, to, 'Because');
    assertStatus(reply, 409);
    assert.equal(reply.body.details.reason, 'no-such-step');
  }
});

test('publishing is a reviewer’s, and a manager’s where the workspace lets them', async () => {
  const made = await makeCase(member, world.a);
  assertStatus(await step(member, made, 'published'), 403);
  assertStatus(await step(world.a.as('manager'), made, 'published'), 200);
  const strict = { policies: { managersPublish: false } };
  assertStatus(await owner.patch(world.a.path, strict, ifMatch(await ownVersion())), 200);
  const manager = world.a.as('manager');
  const refused = await step(manager, made, 'deprecated', 'Outdated');
  assertStatus(refused, 403);
  assert.equal(refused.body.details.reason, 'policy-off');
  assert.deepEqual((await readCase(manager, made)).steps, []);
  assertStatus(await step(world.a.as('reviewer'), made, 'deprecated', 'Outdated'), 200);
});

test('an empty case is not published', async () => {
  const made = await makeCase(owner, world.a, { body: '  ' });
  const reply = await step(owner, made, 'published');
  assertStatus(reply, 409);
  assert.equal(reply.body.details.reason, 'incomplete');
});

test('in bulk, what one may see but not edit is refused by name', async () => {
  const made = await makeCase(owner, world.a);
  assertStatus(await step(owner, made, 'published'), 200);
  const change = { kind: 'tag', add: [], remove: [] };
  const reply = await member.post(`${world.a.path}/cases/bulk-changes`, {
    caseIds: [made.id],
    change,
    dryRun: false,
  });
  assert.deepEqual(reply.body.refused, [{ caseId: made.id, reason: 'policy-off' }]);
});

test('what was shown is not discarded, a draft of one’s own not after 72 hours', async () => {
  const shown = await makeCase(owner, world.a);
  assertStatus(await step(owner, shown, 'published'), 200);
  assertStatus(await owner.delete(shown.path), 409);
  const old = await makeCase(member, world.a);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(`update app.cases set created_at = now() - interval '73 hours' where id = $1`, [old.id]),
  );
  const reply = await member.delete(old.path);
  assertStatus(reply, 403);
  assert.equal(reply.body.details.reason, 'too-old');
  assertStatus(await world.a.as('manager').delete(old.path), 204);
});

test('under a legal hold nothing is discarded or purged', async () => {
  const made = await makeCase(member, world.a, { title: 'Held' });
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('update app.cases set legal_hold = true where id = $1', [made.id]),
  );
  const discarded = await member.delete(made.path);
  assertStatus(discarded, 409);
  assert.equal(discarded.body.details.reason, 'legal-hold');
  const purge = await owner.post(`${made.path}/purge`, { confirm: 'Held', reason: 'Asked for' });
  assertStatus(purge, 409);
  assert.equal(purge.body.details.reason, 'legal-hold');
  await readCase(owner, made);
});
