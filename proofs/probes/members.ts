import { Invitation, InvitationList, Member, MemberPage } from '#contracts/members.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbeWorld } from '../probe-context.ts';
import { ifMatch, readCase, workspacePath, writeCase } from '../steps/cases.ts';
import { done, expectStatus, prepared } from '../steps/expect.ts';
import { mailedLink, newcomer } from '../steps/sign-in.ts';
import { uniqueWord } from '../steps/unique.ts';

const hour = 3600 * 1000;
const week = 7 * 24 * hour;

/** Someone is invited, comes in, changes role, writes a case, is removed; the case stays. */
export async function membersComeAndGo(context: ProbeContext): Promise<void> {
  const { b } = context;
  const { admin } = b.people;
  const email = `${uniqueWord()}@${b.people.owner.email.split('@')[1]}`;
  const invitation = await invite(context, b, email);
  const lasts = Date.parse(invitation.expiresAt) - Date.parse(invitation.createdAt);
  prove(Math.abs(lasts - week) < hour, 'An invitation does not lapse after seven days.');
  const person = await newcomer(context, email);
  const member = workspacePath(b, `/members/${person.userId}`);
  const promoted = await context.call({
    method: 'PATCH',
    path: member,
    as: admin,
    body: { role: 'reviewer' },
    headers: ifMatch({ version: 1 }),
  });
  prove(prepared(promoted, Member, 're-roling').role === 'reviewer', 'A member’s role did not change.');
  const { id } = await writeCase(context, b, person);
  done(await context.call({ method: 'DELETE', path: member, as: admin }), 'removing a member');
  const next = await context.call({ path: workspacePath(b), as: person });
  expectStatus(next, [401, 404], 'A removed member is answered on their next request');
  prove((await readCase(context, b, id)).id === id, 'The case of a removed member is gone.');
}

export async function invitationsAreTakenBack(context: ProbeContext): Promise<void> {
  const { b } = context;
  const { admin } = b.people;
  const email = `${uniqueWord()}@${b.people.owner.email.split('@')[1]}`;
  const { id } = await invite(context, b, email);
  const one = workspacePath(b, `/invitations/${id}`);
  const first = await mailedLink(context, email);
  done(await context.call({ method: 'POST', path: `${one}/deliveries`, as: admin }), 'sending it again');
  const second = await mailedLink(context, email, first);
  expectStatus(await lookup(context, first), [404, 410], 'The link of a first mail outlives a second one');
  expectStatus(await lookup(context, second), [200], 'The link of a second mail does not work');
  done(await context.call({ method: 'DELETE', path: one, as: admin }), 'cancelling');
  expectStatus(await lookup(context, second), [404, 410], 'A cancelled invitation still opens');
  const list = await context.call({ path: workspacePath(b, '/invitations'), as: admin });
  const { items } = prepared(list, InvitationList, 'listing invitations');
  prove(
    items.every((item) => item.id !== id || item.state === 'cancelled'),
    'A cancelled invitation still waits.',
  );
}

/** Only administrators do any of this. */
export async function othersInviteNobody(context: ProbeContext): Promise<void> {
  const { b } = context;
  const page = await context.call({
    method: 'POST',
    path: workspacePath(b, '/members/query'),
    as: b.people.admin,
    body: {},
  });
  const before = prepared(page, MemberPage, 'listing members').items.length;
  for (const name of ['manager', 'reviewer', 'member', 'viewer'] as const) {
    const body = { email: `${uniqueWord()}@probe.invalid`, role: 'viewer' };
    const path = workspacePath(b, '/invitations');
    const reply = await context.call({ method: 'POST', path, as: b.people[name], body });
    expectStatus(reply, [403, 404], `A ${name} invites someone`);
  }
  prove(before >= 6, 'The list of members is not whole.');
}

async function invite({ call }: ProbeContext, world: ProbeWorld, email: string): Promise<Invitation> {
  const body = { email, role: 'member' };
  const path = workspacePath(world, '/invitations');
  return prepared(await call({ method: 'POST', path, as: world.people.admin, body }), Invitation, 'inviting');
}

function lookup({ call }: ProbeContext, token: string) {
  return call({ method: 'POST', path: '/api/v1/invitations/lookup', body: { token } });
}
