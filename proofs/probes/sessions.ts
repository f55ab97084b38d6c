import { SessionList } from '#contracts/identity.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson } from '../probe-context.ts';
import { done, prepared } from '../steps/expect.ts';
import { sessionStatus, signIn } from '../steps/sign-in.ts';

const sessionLimit = 5;

export async function signOutEndsAll(context: ProbeContext): Promise<void> {
  const here = await signIn(context, context.a.people.member);
  const there = await signIn(context, context.a.people.member);
  done(await context.call({ method: 'DELETE', path: '/api/v1/sessions', as: here }), 'signing out');
  prove((await sessionStatus(context, here)) === 401, 'The session that signed out still works.');
  prove(
    (await sessionStatus(context, there)) === 401,
    'Another session of the same person outlived a sign-out.',
  );
}

export async function signOutHereOnly(context: ProbeContext): Promise<void> {
  const here = await signIn(context, context.a.people.member);
  const there = await signIn(context, context.a.people.member);
  done(
    await context.call({ method: 'DELETE', path: '/api/v1/sessions/current', as: here }),
    'signing out here',
  );
  prove((await sessionStatus(context, here)) === 401, 'The session that was ended still works.');
  prove((await sessionStatus(context, there)) === 200, 'Ending one session ended another one too.');
}

export async function sessionsAreListed(context: ProbeContext): Promise<void> {
  const one = await signIn(context, context.a.people.reviewer);
  await signIn(context, context.a.people.reviewer);
  const { items } = await listSessions(context, one);
  prove(items.length >= 2, 'Not all active sessions are listed.');
  prove(
    items.filter((item) => item.current).length === 1,
    'The list does not mark exactly one current session.',
  );
  const told = items.every((item) => item.device !== '' && item.browser !== '' && item.place !== '');
  prove(told, 'A listed session has no device, browser or network.');
  const dated = items.every((item) => Date.parse(item.lastSeenAt) >= Date.parse(item.createdAt));
  prove(dated, 'A listed session was last active before it began.');
}

export async function sessionEndedFromAfar(context: ProbeContext): Promise<void> {
  const here = await signIn(context, context.a.people.viewer);
  const there = await signIn(context, context.a.people.viewer);
  const { items } = await listSessions(context, there);
  const id = items.find((item) => item.current)?.id;
  prove(id !== undefined, 'A session is missing from its own list.');
  done(
    await context.call({ method: 'DELETE', path: `/api/v1/sessions/${id}`, as: here }),
    'ending a session',
  );
  prove(
    (await sessionStatus(context, there)) === 401,
    'A session ended from afar answered its next request.',
  );
  prove((await sessionStatus(context, here)) === 200, 'Ending another session ended this one.');
}

export async function oldestSessionMakesRoom(context: ProbeContext): Promise<void> {
  const sessions: ProbePerson[] = [];
  for (let i = 0; i <= sessionLimit; i += 1) sessions.push(await signIn(context, context.b.people.member));
  const [first, ...rest] = sessions;
  prove(
    first !== undefined && (await sessionStatus(context, first)) === 401,
    'A sixth session was added to five.',
  );
  for (const session of rest) {
    prove((await sessionStatus(context, session)) === 200, 'A sixth sign-in ended more than one session.');
  }
}

export async function changedTokensAreRefused(context: ProbeContext): Promise<void> {
  const person = await signIn(context, context.b.people.owner);
  prove((await sessionStatus(context, person)) === 200, 'A fresh session does not work.');
  for (const cookie of changedCookies(person.cookie)) {
    const status = await sessionStatus(context, { ...person, cookie });
    prove(status === 401, 'A session token with a changed byte was accepted.');
  }
}

export async function tokenIsDeadAfterSignOut(context: ProbeContext): Promise<void> {
  const person = await signIn(context, context.b.people.reviewer);
  const page = await context.call({ path: '/api/v1/session', as: person });
  const cached = /\bno-store\b/.test(page.headers.get('cache-control') ?? '');
  prove(cached, 'A signed-in page may be kept by the browser, where the back button finds it.');
  const out = await context.call({ method: 'DELETE', path: '/api/v1/sessions/current', as: person });
  done(out, 'signing out');
  const cleared = out.headers.getSetCookie().some((cookie) => /^__Host-[^=]+=;.*max-age=0/i.test(cookie));
  prove(cleared, 'Signing out leaves the cookie in the browser.');
  prove((await sessionStatus(context, person)) === 401, 'A token was accepted after its sign-out.');
}

export async function oneMomentRevokesAll(context: ProbeContext): Promise<void> {
  const { manager, admin } = context.b.people;
  const other = await signIn(context, admin);
  const sessions = [await signIn(context, manager), await signIn(context, manager)] as const;
  done(await context.call({ method: 'DELETE', path: '/api/v1/sessions', as: sessions[0] }), 'revoking');
  for (const session of sessions) {
    prove((await sessionStatus(context, session)) === 401, 'A session outlived the moment that revokes it.');
  }
  prove((await sessionStatus(context, other)) === 200, 'Revoking one person’s sessions ended another’s.');
  prove(
    (await sessionStatus(context, await signIn(context, manager))) === 200,
    'A new session is refused too.',
  );
}

async function listSessions({ call }: ProbeContext, as: ProbePerson): Promise<SessionList> {
  return prepared(await call({ path: '/api/v1/sessions', as }), SessionList, 'listing sessions');
}

/** The cookie with one character changed, in the middle of each part of its token. */
function* changedCookies(cookie: string): Generator<string> {
  const start = cookie.indexOf('=') + 1;
  const parts = cookie.slice(start).split('.');
  for (const index of parts.keys()) {
    const part = parts[index] ?? '';
    const at = Math.floor(part.length / 2);
    const changed = part.slice(0, at) + (part[at] === 'A' ? 'B' : 'A') + part.slice(at + 1);
    yield cookie.slice(0, start) + parts.with(index, changed).join('.');
  }
}
