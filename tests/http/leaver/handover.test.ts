import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SavedView } from '#contracts/case-lists.ts';
import type { DepartureReceipt } from '#contracts/leaver.ts';
import type { RoundReviewer } from '#contracts/reviews.ts';
import { lastTo, openStage, type Stage } from '#tests/attacks/stage.ts';
import { rowsAsAdmin } from '#tests/support/accounts.ts';
import { type MadeCase, makeCase, readCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { decisionsOf, openRound, setReviewRule } from '#tests/support/reviews.ts';

let stage: Stage;
let owner: Client;
before(async () => {
  stage = await openStage();
  owner = stage.world.a.as('owner');
  await setReviewRule(stage.world.a, { mode: 'all', count: 1 });
});
after(() => stage.close());

const people = () => stage.world.a.people;

async function put(made: MadeCase, what: string, body: unknown): Promise<void> {
  assertStatus(await owner.put(`${made.path}/${what}`, body, await seen(owner, made)), 200);
}

/** The admin leaves, and the reviewer takes over; what was to be moved is told before. */
async function depart(told: Record<string, number>): Promise<DepartureReceipt> {
  const { a } = stage.world;
  const { admin, reviewer } = people();
  const path = `${a.path}/members/${admin.userId}/departure`;
  const preview = (await owner.get(path)).body;
  for (const [what, count] of Object.entries(told)) assert.equal(preview[what], count, what);
  const { name } = (await a.as('admin').get('/session')).body.user;
  const reply = await owner.post(path, { heirId: reviewer.userId, confirm: name });
  assertStatus(reply, 201);
  return reply.body;
}

test('contacts, staff slots and reviews that wait go to the heir, who sees what the leaver saw', async () => {
  const { a } = stage.world;
  const { admin, reviewer, manager } = people();
  const staffed = await makeCase(owner, a);
  await put(staffed, 'staff', { seats: [{ slot: 'investigator', userId: admin.userId }] });
  const asked = await makeCase(owner, a);
  const round = await openRound(owner, asked, [admin.userId]);
  const hidden = await makeCase(owner, a);
  await put(hidden, 'restriction', {
    grants: [{ userId: admin.userId, level: 'comment', expiresAt: null }],
  });
  await put(hidden, 'staff', { seats: [{ slot: 'investigator', userId: admin.userId }] });
  // The heir's own case, which they do not review, and one of which they are asked already.
  const own = await makeCase(a.as('reviewer'), a);
  await openRound(a.as('reviewer'), own, [admin.userId]);
  const both = await makeCase(owner, a);
  await openRound(owner, both, [admin.userId, reviewer.userId]);
  const decided = await makeCase(owner, a);
  const done = await openRound(owner, decided, [admin.userId, manager.userId]);
  const said = { decision: 'approve', comment: 'Seen.' };
  assertStatus(await a.as('admin').post(decisionsOf(decided, done), said), 200);

  const contact = { source: 'event', name: 'Ada King', emails: ['ada@example.org'] };
  const known = await a.as('admin').post(`${a.path}/contacts`, contact);
  assertStatus(known, 201);

  const view = { filter: {}, sort: { by: 'severity', direction: 'desc' } };
  const views = `${a.path}/views`;
  for (const [name, shared] of [
    ['Ours', true],
    ['Mine', false],
  ] as const)
    assertStatus(await a.as('admin').post(views, { ...view, name, shared }), 201);

  const receipt = await depart({ contacts: 1, seats: 2, reviews: 3, grants: 1, views: 1 });
  const { seats, reviews, reviewsLeft } = receipt.done;
  assert.deepEqual({ seats, reviews, reviewsLeft }, { seats: 2, reviews: 1, reviewsLeft: 2 });
  assert.deepEqual([receipt.done.views, receipt.done.viewsEnded], [1, 1]);
  assert.deepEqual(
    (await a.as('reviewer').get(views)).body.items.map(({ name, mine }: SavedView) => ({ name, mine })),
    [{ name: 'Ours', mine: true }],
  );
  const left = await rowsAsAdmin(stage.world.test, 'select from app.saved_views where user_id = $1', [
    admin.userId,
  ]);
  assert.equal(left.length, 0, 'what nobody else saw stays behind');
  assert.equal(receipt.shutOut, true);

  const heir = a.as('reviewer');
  assert.equal((await heir.get(`${a.path}/contacts/${known.body.id}`)).body.owner.id, reviewer.userId);
  for (const made of [staffed, hidden]) {
    const { staff } = await readCase(heir, made);
    assert.deepEqual(
      staff.map(({ slot, person }) => [slot, person.id]),
      [['investigator', reviewer.userId]],
    );
  }
  const letter = lastTo(stage, reviewer.email);
  assert.deepEqual('caseId' in letter && [letter.template, letter.caseId], ['review-requested', asked.id]);
  assertStatus(await heir.post(decisionsOf(asked, round), said), 200);
  const [kept] = (await owner.get(`${decided.path}/review-rounds`)).body.items;
  const who = kept.reviewers.map(({ person, decision }: RoundReviewer) => [person.id, decision]);
  assert.deepEqual(new Map(who).get(admin.userId), 'approve');
});

test('control: who decided stays, whoever is at the database', async () => {
  const { admin, member } = people();
  await assert.rejects(
    rowsAsAdmin(
      stage.world.test,
      'update app.review_decisions set reviewer_id = $1 where reviewer_id = $2 and decision is not null',
      [member.userId, admin.userId],
    ),
    /a decision stays/,
  );
});
