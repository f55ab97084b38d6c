import { AccessReview, AccessReviews, ReviewRecord } from '#contracts/access-reviews.ts';
import { Invitation } from '#contracts/members.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson } from '../probe-context.ts';
import { workspacePath } from '../steps/cases.ts';
import { expectStatus, prepared } from '../steps/expect.ts';
import { newcomer } from '../steps/sign-in.ts';
import { uniqueWord } from '../steps/unique.ts';

/** Claim FTS-34: everyone is listed, judged at once under the rules of rank, and what was said is kept. */
export async function reviewsAreKept(context: ProbeContext): Promise<void> {
  const { b } = context;
  const { owner, admin } = b.people;
  const gone = await invited(context);
  const list = await context.call({ path: workspacePath(b, '/access-reviews'), as: owner });
  const { everyMonths } = prepared(list, AccessReviews, 'listing the reviews');
  prove(everyMonths !== null, 'No review is asked for unless somebody says so.');
  const review = await openReview(context);
  prove(review.entries.length >= 7, 'Somebody who is in is not in the review.');
  for (const { member } of review.entries) {
    const said = member.id === gone.userId ? 'remove' : 'keep';
    await judge(context, review.id, member.id, said, member.id === owner.userId ? admin : owner);
  }
  const self = await say(context, review.id, owner.userId, 'keep', owner);
  expectStatus(self, [403], 'Somebody judged themselves');
  const next = await context.call({ path: workspacePath(b), as: gone });
  expectStatus(next, [401, 404], 'Who was removed by a review is answered on their next request');
  await closeAndCompare(context, review.id, gone.userId);
}

async function closeAndCompare({ b, call }: ProbeContext, id: string, goneId: string): Promise<void> {
  const as = b.people.owner;
  const closed = await call({ method: 'POST', path: workspacePath(b, `/access-reviews/${id}/closure`), as });
  expectStatus(closed, [200], 'A review of which everyone was judged does not end');
  const reply = await call({ path: workspacePath(b, `/access-reviews/${id}/record`), as });
  const { record } = prepared(reply, ReviewRecord, 'reading the outcome');
  const { members }: { members: { member: { id: string }; decision: string; reason: string }[] } =
    JSON.parse(record);
  prove(
    members.some(({ member, decision }) => member.id === goneId && decision === 'remove'),
    'The outcome does not say who was removed.',
  );
  prove(
    members.every(({ decision, reason }) => decision !== null && reason === 'Probed'),
    'The outcome does not say what was said of everyone, and why.',
  );
}

async function openReview({ b, call }: ProbeContext): Promise<AccessReview> {
  const as = b.people.owner;
  const opened = await call({ method: 'POST', path: workspacePath(b, '/access-reviews'), as });
  return prepared(opened, AccessReview, 'opening a review');
}

async function judge(
  context: ProbeContext,
  review: string,
  member: string,
  decision: 'keep' | 'remove',
  as: ProbePerson,
): Promise<void> {
  const reply = await say(context, review, member, decision, as);
  const { entries } = prepared(reply, AccessReview, 'judging a member');
  const entry = entries.find((one) => one.member.id === member);
  prove(entry?.decision === decision, 'What was said of a member is not kept.');
}

function say({ b, call }: ProbeContext, review: string, member: string, decision: string, as: ProbePerson) {
  const path = workspacePath(b, `/access-reviews/${review}/members/${member}/decision`);
  return call({ method: 'PUT', path, as, body: { decision, reason: 'Probed' } });
}

async function invited(context: ProbeContext): Promise<ProbePerson> {
  const { b } = context;
  const email = `${uniqueWord()}@${b.people.owner.email.split('@')[1]}`;
  const path = workspacePath(b, '/invitations');
  const body = { email, role: 'member' };
  prepared(await context.call({ method: 'POST', path, as: b.people.admin, body }), Invitation, 'inviting');
  return newcomer(context, email);
}
