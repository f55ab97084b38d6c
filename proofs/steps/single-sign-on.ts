import { SsoArrived, SsoConnection, SsoLeave, SsoSettings } from '#contracts/sso.ts';
import type { ProbeContext, ProbePerson, ProbeReply, ProbeWorld } from '../probe-context.ts';
import { workspacePath } from './cases.ts';
import { done, prepared, StepFailed } from './expect.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { mailedFactorCode } from './sign-in.ts';

/** A part of a workspace's single sign-on, asked for by its owner unless by somebody else. */
export function ssoCall(
  { call }: ProbeContext,
  world: ProbeWorld,
  [method, path]: readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string],
  {
    body,
    as = world.people.owner,
    headers = {},
  }: { body?: unknown; as?: ProbePerson; headers?: Record<string, string> } = {},
): Promise<ProbeReply> {
  return call({
    method,
    path: workspacePath(world, `/sso${path}`),
    as,
    headers,
    ...(body !== undefined && { body }),
  });
}

export async function ssoSettings(
  context: ProbeContext,
  world: ProbeWorld,
  as?: ProbePerson,
): Promise<SsoSettings> {
  const reply = await ssoCall(context, world, ['GET', ''], as && { as });
  return prepared(reply, SsoSettings, 'reading single sign-on');
}

/** Connects a provider of the probe's own, by pasted metadata. */
export async function connectProvider(
  context: ProbeContext,
  world: ProbeWorld,
  { metadata }: IdentityProvider,
): Promise<SsoConnection> {
  const body = { kind: 'saml', name: 'Probe provider', metadata: { xml: metadata } };
  const reply = await ssoCall(context, world, ['POST', '/connections'], { body });
  return prepared(reply, SsoConnection, 'connecting a provider');
}

/** A round trip in test mode; gives the reply that ends it. */
export async function tryOut(
  context: ProbeContext,
  world: ProbeWorld,
  { id }: SsoConnection,
  provider: IdentityProvider,
  department = 'probes',
): Promise<ProbeReply> {
  const begun = await ssoCall(context, world, ['POST', `/connections/${id}/tests`]);
  const { location } = prepared(begun, SsoLeave, 'beginning a test');
  return handOver(context, await provider.answer(location, world.people.owner.email, department));
}

/** Signs somebody in through the provider, as their browser would. */
export async function comeThrough(
  context: ProbeContext,
  connectionId: string,
  email: string,
  provider: IdentityProvider,
): Promise<ProbePerson> {
  const body = { connectionId, privateDevice: false, returnTo: null };
  const begun = await context.call({ method: 'POST', path: '/api/v1/sso/sign-ins', body });
  const { location } = prepared(begun, SsoLeave, 'beginning a sign-in');
  const answered = await handOver(context, await provider.answer(location, email, 'probes'));
  const token = (answered.headers.get('location') ?? '').split('#')[1];
  if (token === undefined) throw new StepFailed('the answer of the provider was not taken');
  const headers = { cookie: cookieNamed(begun, '__Host-caseward-sso') };
  const arrival = { token, confirmed: false };
  const arrived = await context.call({
    method: 'POST',
    path: '/api/v1/sso/arrivals',
    headers,
    body: arrival,
  });
  const { session } = prepared(arrived, SsoArrived, 'arriving from the provider');
  if (session === null) throw new StepFailed('a sign-in that began here was asked about');
  return {
    userId: session.user.id,
    email,
    cookie: cookieNamed(arrived, '__Host-caseward'),
    csrf: session.csrf,
  };
}

/** Gives a factor of one's own, by a code from the mail. */
export async function giveFactor(context: ProbeContext, as: ProbePerson): Promise<void> {
  const code = await mailedFactorCode(context, as);
  const reply = await context.call({
    method: 'POST',
    path: '/api/v1/session/factor',
    as,
    body: { method: 'code', code },
  });
  done(reply, 'giving a factor again');
}

function handOver(
  { call }: ProbeContext,
  { path, form }: { path: string; form: string },
): Promise<ProbeReply> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'cross-site',
    origin: 'https://idp.invalid',
  };
  return call({ method: 'POST', path, rawBody: form, headers });
}

function cookieNamed(reply: ProbeReply, name: string): string {
  const set = reply.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  return set?.split(';')[0] ?? '';
}
