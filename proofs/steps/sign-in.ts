import { setTimeout as sleep } from 'node:timers/promises';
import { Session, SignInCodeSent } from '#contracts/identity.ts';
import type { ProbeContext, ProbeMail, ProbePerson, ProbeReply } from '../probe-context.ts';
import { done, prepared, StepFailed } from './expect.ts';

const invitationLink = /\/invitations?[/#?](?:token=)?([A-Za-z0-9_-]{20,128})/;
const resetLink = /\/new-password#([A-Za-z0-9_-]{43})/;
const groups = /\b[A-Z0-9]{4}(?:[ -][A-Z0-9]{4}){2}\b/;

/** Asks for a code and reads it from the mail. Throws StepFailed when no mail with a code arrives. */
export async function mailedCode(context: ProbeContext, email: string): Promise<string> {
  return (await askedCode(context, email)).code;
}

/** The same, with the seconds the code is said to live. */
export async function askedCode(
  context: ProbeContext,
  email: string,
): Promise<{ code: string; expiresIn: number }> {
  const earlier = (await mailsTo(context, email)).length;
  const asked = await context.call({ method: 'POST', path: '/api/v1/sign-in/codes', body: { email } });
  const { expiresIn } = prepared(asked, SignInCodeSent, 'asking for a code');
  const code = await awaited(context, email, (mails) => codeIn(mails.slice(earlier)));
  return { code, expiresIn };
}

/** Asks for a code as a factor of whoever is signed in, and reads it from the mail. */
export async function mailedFactorCode(context: ProbeContext, as: ProbePerson): Promise<string> {
  const earlier = (await mailsTo(context, as.email)).length;
  const path = '/api/v1/sign-in/second-factor/codes';
  done(await context.call({ method: 'POST', path, as }), 'asking for a code as a factor');
  return awaited(context, as.email, (mails) => codeIn(mails.slice(earlier)));
}

/** The code in the last of these mails that has one: a letter about something else may have come after it. */
function codeIn(mails: readonly ProbeMail[]): string | undefined {
  return mails.map((mail) => groups.exec(mail.text)?.[0]).findLast((code) => code !== undefined);
}

/** The token of the link in the last invitation mailed to `email`, other than `not`. */
export function mailedLink(context: ProbeContext, email: string, not?: string): Promise<string> {
  return awaited(context, email, (mails) => {
    const tokens = mails.flatMap((mail) => invitationLink.exec(mail.text)?.[1] ?? []);
    return tokens.findLast((token) => token !== not);
  });
}

/** Asks for a link for a new password and gives its token. */
export async function mailedReset(context: ProbeContext, email: string): Promise<string> {
  const path = '/api/v1/sign-in/password-resets';
  done(await context.call({ method: 'POST', path, body: { email } }), 'asking for a new password');
  return awaited(context, email, (mails) =>
    mails.map((mail) => resetLink.exec(mail.text)?.[1]).findLast((token) => token !== undefined),
  );
}

/** Signs in as whoever was invited by mail to `email`, and accepts. */
export async function newcomer(context: ProbeContext, email: string): Promise<ProbePerson> {
  const token = await mailedLink(context, email);
  const as = signedIn(await enterCode(context, email, await mailedCode(context, email)), email);
  const body = { token, name: 'A newcomer' };
  const path = '/api/v1/invitations/acceptances';
  done(await context.call({ method: 'POST', path, as, body }), 'accepting an invitation');
  return as;
}

async function mailsTo({ mails }: ProbeContext, email: string): Promise<ProbeMail[]> {
  return (await mails()).filter((mail) => mail.to === email);
}

// Mail leaves by a job, a moment after the answer.
async function awaited(
  context: ProbeContext,
  email: string,
  find: (mails: ProbeMail[]) => string | undefined,
): Promise<string> {
  for (let pause = 50; pause <= 6_400; pause *= 2) {
    const found = find(await mailsTo(context, email));
    if (found !== undefined) return found;
    await sleep(pause);
  }
  throw new StepFailed('no such mail arrived within 12 seconds');
}

export function enterCode({ call }: ProbeContext, email: string, code: string): Promise<ProbeReply> {
  const body = { email, code, privateDevice: false };
  return call({ method: 'POST', path: '/api/v1/sign-in', body });
}

/** A fresh session of the same person, by a code from their mail. */
export async function signIn(context: ProbeContext, person: ProbePerson): Promise<ProbePerson> {
  const reply = await enterCode(context, person.email, await mailedCode(context, person.email));
  return signedIn(reply, person.email);
}

/** What a browser keeps of a reply that signs in, as far as that went. */
export function signedIn(reply: ProbeReply, email: string): ProbePerson {
  const session = prepared(reply, Session, 'signing in');
  return { userId: session.user.id, email, cookie: cookieOf(reply), csrf: session.csrf };
}

/** Whether this session opens anything: the status of a read of one's own session. */
export async function sessionStatus({ call }: ProbeContext, as: ProbePerson): Promise<number> {
  return (await call({ path: '/api/v1/session', as })).status;
}

export function cookieOf(reply: ProbeReply): string {
  const set = reply.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-'));
  if (!set) throw new StepFailed('signing in set no cookie');
  return set.split(';')[0] ?? '';
}
