import {
  ProfilePatch,
  Session,
  SessionList,
  SessionParams,
  SessionWorkspace,
  SignInCodeRequest,
  SignInCodeSent,
  SignInRequest,
  ThemeWrite,
} from '#contracts/identity.ts';
import { WorkspaceCreate } from '#contracts/workspaces.ts';
import { removal } from '#server/http/removal.ts';
import { anyone, defineRoute, empty, halfSignedIn, json, signedIn } from '#server/http/route.ts';
import { clearSessionCookie, setSessionCookie } from '#server/http/session-cookie.ts';
import { foundAnother } from './found-another.ts';
import { renamePerson, saveTheme } from './profile.ts';
import { requestCode } from './request-code.ts';
import { endAllSessions, endSession, listSessions, readSession } from './sessions.ts';
import { signIn } from './sign-in.ts';

const requestCodeRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/codes',
  summary: 'Sends a sign-in code to an e-mail address.',
  access: anyone,
  input: { body: SignInCodeRequest },
  reply: json(SignInCodeSent),
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, body }) => requestCode(caller.services, caller.origin, body.email),
});

const signInRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in',
  summary: 'Opens a session for the code of an e-mail address.',
  access: anyone,
  input: { body: SignInRequest },
  reply: json(Session),
  rate: 'sign_in',
  discloses: ['user.email', 'user.name'],
  handle: async ({ caller, body, headers, reply }) => {
    const userAgent = headers['user-agent'];
    const session = await signIn(caller.services, caller.origin, { ...body, userAgent });
    const { services } = caller;
    setSessionCookie(reply, services.system(), session, services.clock.now());
    return readSession({ ...caller, sessionId: session.id });
  },
});

const sessionRoute = defineRoute({
  method: 'GET',
  url: '/api/v1/session',
  summary: 'Tells who is signed in, and their workspaces.',
  access: halfSignedIn,
  input: {},
  reply: json(Session),
  rate: 'read',
  discloses: ['user.email', 'user.name'],
  handle: ({ caller }) => readSession(caller),
});

const sessionsRoute = defineRoute({
  method: 'GET',
  url: '/api/v1/sessions',
  summary: 'Lists the live sessions of the person signed in.',
  access: signedIn,
  input: {},
  reply: json(SessionList),
  rate: 'read',
  discloses: ['session.origin'],
  handle: async ({ caller }) => ({ items: await listSessions(caller) }),
});

const signOutEverywhereRoute = defineRoute({
  method: 'DELETE',
  url: '/api/v1/sessions',
  summary: 'Ends all sessions of the person signed in.',
  access: halfSignedIn,
  input: {},
  reply: empty,
  rate: 'write',
  discloses: [],
  handle: async ({ caller, reply }) => {
    await endAllSessions(caller);
    clearSessionCookie(reply);
  },
});

const signOutHereRoute = defineRoute({
  method: 'DELETE',
  url: '/api/v1/sessions/current',
  summary: 'Ends this session only.',
  access: halfSignedIn,
  input: {},
  reply: empty,
  rate: 'write',
  discloses: [],
  handle: async ({ caller, reply }) => {
    await endSession(caller, caller.sessionId);
    clearSessionCookie(reply);
  },
});

const endSessionRoute = removal({
  url: '/api/v1/sessions/:sessionId',
  summary: 'Ends another session of the person signed in.',
  access: signedIn,
  params: SessionParams,
  remove: (caller, { sessionId }) => endSession(caller, sessionId),
});

const renameRoute = defineRoute({
  method: 'PATCH',
  url: '/api/v1/session/user',
  summary: 'Changes the name of the person signed in.',
  access: signedIn,
  input: { body: ProfilePatch },
  reply: json(Session),
  rate: 'write',
  discloses: ['user.email', 'user.name'],
  handle: async ({ caller, body }) => {
    await renamePerson(caller, body.name);
    return readSession(caller);
  },
});

const themeRoute = defineRoute({
  method: 'PUT',
  url: '/api/v1/session/theme',
  summary: 'Keeps the theme the person chose.',
  access: signedIn,
  input: { body: ThemeWrite },
  reply: empty,
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => saveTheme(caller, body.theme),
});

const foundRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces',
  summary: 'Makes a further workspace, owned by whoever makes it.',
  access: signedIn,
  input: { body: WorkspaceCreate },
  reply: json(SessionWorkspace, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => foundAnother(caller, body),
});

export const identityRoutes = [
  requestCodeRoute,
  signInRoute,
  sessionRoute,
  sessionsRoute,
  signOutEverywhereRoute,
  signOutHereRoute,
  endSessionRoute,
  renameRoute,
  themeRoute,
  foundRoute,
];
