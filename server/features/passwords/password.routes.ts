import { Session } from '#contracts/identity.ts';
import {
  EmailChange,
  EmailChangeRequest,
  MailedProof,
  PasswordChange,
  PasswordReplacement,
  PasswordReset,
  PasswordResetRequest,
  PasswordSignIn,
  PasswordState,
} from '#contracts/passwords.ts';
import { readSession } from '#server/features/identity/index.ts';
import type { AnonymousCaller } from '#server/http/route.ts';
import {
  anyone,
  defineRoute,
  empty,
  halfSignedIn,
  json,
  signedIn,
  signedInAnew,
} from '#server/http/route.ts';
import { setSessionCookie } from '#server/http/session-cookie.ts';
import type { CookieSession } from '#server/security/session-token.ts';
import { changeEmail, requestEmailChange } from './change-email.ts';
import { changePassword, readPasswordState, removePassword, replacePassword } from './change-password.ts';
import { requestReset, resetPassword } from './reset-password.ts';
import { signInByPassword } from './sign-in-by-password.ts';

const who = ['user.email', 'user.name'];

const signInRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/password',
  summary: 'Opens a session for a password; it waits for its second factor.',
  access: anyone,
  input: { body: PasswordSignIn },
  reply: json(Session),
  rate: 'sign_in',
  discloses: who,
  handle: async ({ caller, body, headers, reply }) => {
    const input = { ...body, userAgent: headers['user-agent'] };
    return goOn(caller, reply, await signInByPassword(caller.services, caller.origin, input));
  },
});

const replaceRoute = defineRoute({
  method: 'PUT',
  url: '/api/v1/sign-in/new-password',
  summary: 'Sets the password that a sign-in waits for.',
  access: halfSignedIn,
  input: { body: PasswordReplacement },
  reply: json(Session),
  rate: 'sensitive',
  discloses: who,
  handle: async ({ caller, body, headers, reply }) => {
    const renewing = { ...caller, userAgent: headers['user-agent'] };
    return goOn(caller, reply, await replacePassword(renewing, body.password));
  },
});

const stateRoute = defineRoute({
  method: 'GET',
  url: '/api/v1/account/password',
  summary: 'Tells whether the person signed in has a password.',
  access: signedIn,
  input: {},
  reply: json(PasswordState),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => readPasswordState(caller),
});

const changeRoute = defineRoute({
  method: 'PUT',
  url: '/api/v1/account/password',
  summary: 'Sets or changes the password, and ends every other session.',
  access: signedIn,
  input: { body: PasswordChange },
  reply: json(Session),
  rate: 'sensitive',
  discloses: who,
  handle: async ({ caller, body, headers, reply }) => {
    const renewing = { ...caller, userAgent: headers['user-agent'] };
    return goOn(caller, reply, await changePassword(renewing, body));
  },
});

const removeRoute = defineRoute({
  method: 'DELETE',
  url: '/api/v1/account/password',
  summary: 'Takes the password away, and ends every other session.',
  access: signedInAnew,
  input: {},
  reply: json(Session),
  rate: 'sensitive',
  discloses: who,
  handle: async ({ caller, headers, reply }) =>
    goOn(caller, reply, await removePassword({ ...caller, userAgent: headers['user-agent'] })),
});

const requestResetRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/password-resets',
  summary: 'Sends a link for a new password to an e-mail address.',
  access: anyone,
  input: { body: PasswordResetRequest },
  reply: json(MailedProof),
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, body }) => requestReset(caller.services, caller.origin, body.email),
});

const resetRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/password-resets/redemptions',
  summary: 'Sets a new password by the mailed link, and ends every session.',
  access: anyone,
  input: { body: PasswordReset },
  reply: empty,
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, body }) => resetPassword(caller.services, caller.origin, body),
});

const requestEmailRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/account/email-changes',
  summary: 'Sends a code to the address that is to be the new one.',
  access: signedInAnew,
  input: { body: EmailChangeRequest },
  reply: json(MailedProof),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => requestEmailChange(caller, body.email),
});

const changeEmailRoute = defineRoute({
  method: 'PUT',
  url: '/api/v1/account/email',
  summary: 'Changes the e-mail address by the code sent to the new one, and ends every other session.',
  access: signedIn,
  input: { body: EmailChange },
  reply: json(Session),
  rate: 'sensitive',
  discloses: who,
  handle: async ({ caller, body, headers, reply }) => {
    const renewing = { ...caller, userAgent: headers['user-agent'] };
    return goOn(caller, reply, await changeEmail(renewing, body));
  },
});

export const passwordRoutes = [
  signInRoute,
  replaceRoute,
  stateRoute,
  changeRoute,
  removeRoute,
  requestResetRoute,
  resetRoute,
  requestEmailRoute,
  changeEmailRoute,
];

function goOn(
  { services, origin }: AnonymousCaller,
  reply: Parameters<typeof setSessionCookie>[0],
  session: CookieSession,
) {
  setSessionCookie(reply, services.system(), session, services.clock.now());
  return readSession({ services, origin, sessionId: session.id });
}
