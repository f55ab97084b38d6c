import {
  OidcAnswer,
  OidcLogout,
  SamlForm,
  SamlRedirect,
  SsoArrival,
  SsoArrived,
  SsoFlowParams,
  SsoLeave,
  SsoOffer,
  SsoOfferRequest,
  SsoSignedOut,
  SsoSignInStart,
} from '#contracts/sso.ts';
import { readSession } from '#server/features/identity/index.ts';
import { anyone, defineRoute, empty, halfSignedIn, json, redirect, stream } from '#server/http/route.ts';
import { setSessionCookie, setShortCookie, shortCookieOf } from '#server/http/session-cookie.ts';
import { claimArrival } from './claim-arrival.ts';
import { openSaml } from './flow.ts';
import { takeLogout } from './oidc/take-logout.ts';
import { serviceProviderOf } from './saml/provider.ts';
import { writeMetadata } from './saml/write-metadata.ts';
import { leaveProvider, takeSignOutForm, takeSignOutQuery } from './sign-out.ts';
import { offerFor, startSignIn } from './start-sign-in.ts';
import { takeAnswer } from './take-answer.ts';
import { takeCode } from './take-code.ts';

const BASE = '/api/v1/sso';
const FORM_BYTES = 1024 * 1024;
const BROWSER_COOKIE = '__Host-caseward-sso';
const BROWSER_SECONDS = 10 * 60;

const offerRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/offers`,
  summary: 'Tells by the domain of an address whether single sign-on is offered.',
  access: anyone,
  input: { body: SsoOfferRequest },
  reply: json(SsoOffer),
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, body }) => offerFor(caller.services, body.email),
});

const startRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/sign-ins`,
  summary: 'Begins a sign-in at the identity provider of a workspace.',
  access: anyone,
  input: { body: SsoSignInStart },
  reply: json(SsoLeave, 201),
  rate: 'sign_in',
  discloses: [],
  handle: async ({ caller, body, reply }) => {
    const { secret, ...leave } = await startSignIn(caller.services, body);
    setShortCookie(reply, BROWSER_COOKIE, secret, BROWSER_SECONDS);
    return leave;
  },
});

const answerRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/:connectionId/answers`,
  summary: 'Takes the answer of a SAML identity provider (assertion consumer service).',
  access: anyone,
  input: { params: SsoFlowParams, body: SamlForm },
  reply: redirect,
  rate: 'sign_in',
  discloses: [],
  bodyLimit: FORM_BYTES,
  form: true,
  handle: ({ caller, params, body }) => takeAnswer(caller.services, caller.origin, params.connectionId, body),
});

const callbackRoute = defineRoute({
  method: 'GET',
  url: `${BASE}/:connectionId/callback`,
  summary: 'Takes the answer of an OpenID provider (redirect URI).',
  access: anyone,
  input: { params: SsoFlowParams, query: OidcAnswer },
  reply: redirect,
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, params, query }) => takeCode(caller.services, caller.origin, params.connectionId, query),
});

const arriveRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/arrivals`,
  summary: 'Opens the session of somebody for whom their identity provider has vouched.',
  access: anyone,
  input: { body: SsoArrival },
  reply: json(SsoArrived),
  rate: 'sign_in',
  discloses: ['user.email', 'user.name'],
  handle: async ({ caller, body, headers, reply }) => {
    const { services, origin } = caller;
    const browser = shortCookieOf(reply, BROWSER_COOKIE);
    const userAgent = headers['user-agent'];
    const { session, ...arrived } = await claimArrival(services, origin, body, { browser, userAgent });
    if (session === null) return { ...arrived, session };
    setShortCookie(reply, BROWSER_COOKIE, '', 0);
    setSessionCookie(reply, services.system(), session, services.clock.now());
    return { ...arrived, session: await readSession({ ...caller, sessionId: session.id }) };
  },
});

const metadataRoute = defineRoute({
  method: 'GET',
  url: `${BASE}/:connectionId/metadata`,
  summary: 'Our own SAML metadata for one connection.',
  access: anyone,
  input: { params: SsoFlowParams },
  reply: stream('application/samlmetadata+xml'),
  rate: 'public',
  discloses: [],
  handle: async ({ caller, params: { connectionId }, reply }) => {
    const { services } = caller;
    const { settings } = await openSaml(services, connectionId);
    const self = serviceProviderOf(services.publicUrl, connectionId);
    return reply.type('application/samlmetadata+xml').send(writeMetadata(self, settings.certificate));
  },
});

const leaveRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/sign-outs`,
  summary: 'Gives the address where whoever signs out goes on, so that their identity provider hears of it.',
  access: halfSignedIn,
  input: {},
  reply: json(SsoSignedOut),
  rate: 'write',
  discloses: [],
  handle: ({ caller }) => leaveProvider(caller),
});

const signOutFormRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/:connectionId/sign-outs`,
  summary: 'Takes a signed sign-out message of a SAML identity provider, as a form.',
  access: anyone,
  input: { params: SsoFlowParams, body: SamlForm },
  reply: redirect,
  rate: 'sign_in',
  discloses: [],
  bodyLimit: FORM_BYTES,
  form: true,
  handle: ({ caller, params, body }) =>
    takeSignOutForm(caller.services, caller.origin, params.connectionId, body),
});

const signOutQueryRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/:connectionId/sign-out-messages`,
  summary: 'Takes a signed sign-out message that came by redirect, as the query string it came in.',
  access: anyone,
  input: { params: SsoFlowParams, body: SamlRedirect },
  reply: json(SsoSignedOut),
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, params, body }) =>
    takeSignOutQuery(caller.services, caller.origin, params.connectionId, body.query),
});

const backChannelRoute = defineRoute({
  method: 'POST',
  url: `${BASE}/:connectionId/back-channel-logouts`,
  summary: 'Takes the signed word of an OpenID provider that somebody signed out (back-channel logout).',
  access: anyone,
  input: { params: SsoFlowParams, body: OidcLogout },
  reply: empty,
  rate: 'sign_in',
  discloses: [],
  form: true,
  handle: ({ caller, params, body }) =>
    takeLogout(caller.services, caller.origin, params.connectionId, body.logout_token),
});

export const ssoFlowRoutes = [
  offerRoute,
  startRoute,
  answerRoute,
  callbackRoute,
  arriveRoute,
  metadataRoute,
  leaveRoute,
  signOutFormRoute,
  signOutQueryRoute,
  backChannelRoute,
];
