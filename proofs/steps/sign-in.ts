import { Session } from '#contracts/identity.ts';
import type { ProbeContext, ProbePerson, ProbeReply } from '../probe-context.ts';
import { done, prepared, StepFailed } from './expect.ts';

const groups = /\b[A-Z0-9]{4}(?:[ -][A-Z0-9]{4}){2}\b/;

/** Asks for a code and reads it from the mail. Throws StepFailed when no mail with a code arrives. */
export async function mailedCode({ call, mails }: ProbeContext, email: string): Promise<string> {
  done(await call({ method: 'POST', path: '/api/v1/sign-in/codes', body: { email } }), 'asking for a code');
  const mail = (await mails()).findLast((sent) => sent.to === email && groups.test(sent.text));
  const code = mail && groups.exec(mail.text)?.[0];
  if (!code) throw new StepFailed('no mail with a code arrived');
  return code;
}

export function enterCode({ call }: ProbeContext, email: string, code: string): Promise<ProbeReply> {
  const body = { email, code, privateDevice: false };
  return call({ method: 'POST', path: '/api/v1/sign-in', body });
}

/** A fresh session of the same person, by a code from their mail. */
export async function signIn(context: ProbeContext, person: ProbePerson): Promise<ProbePerson> {
  const reply = await enterCode(context, person.email, await mailedCode(context, person.email));
  const session = prepared(reply, Session, 'signing in');
  return { userId: session.user.id, email: person.email, cookie: cookieOf(reply), csrf: session.csrf };
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
