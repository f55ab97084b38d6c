import { Session } from '#contracts/identity.ts';
import {
  Passkey,
  PasskeyCreation,
  PasskeyEnrolment,
  PasskeyList,
  PasskeyParams,
  PasskeyPatch,
  PasskeyRequest,
  PasskeySignIn,
} from '#contracts/passkeys.ts';
import { readSession } from '#server/features/identity/index.ts';
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
import { askForAnyPasskey, askForNewPasskey, askForOwnPasskey } from './challenges.ts';
import { addPasskey, listPasskeys, removePasskey, renamePasskey } from './keep-passkeys.ts';
import { signInByPasskey } from './use-passkey.ts';

const ACCOUNT = '/api/v1/account/passkeys';

const signInChallengeRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/passkey-challenges',
  summary: 'Asks for any passkey of this place.',
  access: anyone,
  input: {},
  reply: json(PasskeyRequest),
  // Every visit of the sign-in page asks, and there is no secret in it.
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => askForAnyPasskey(caller.services),
});

const signInRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/passkey',
  summary: 'Opens a session for a passkey.',
  access: anyone,
  input: { body: PasskeySignIn },
  reply: json(Session),
  rate: 'sign_in',
  discloses: ['user.email', 'user.name'],
  handle: async ({ caller, body, headers, reply }) => {
    const { services, origin } = caller;
    const userAgent = headers['user-agent'];
    const session = await signInByPasskey(services, origin, { ...body, userAgent });
    setSessionCookie(reply, services.system(), session, services.clock.now());
    return readSession({ ...caller, sessionId: session.id });
  },
});

const ownChallengeRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/session/passkey-challenges',
  summary: 'Asks for a passkey of the person signed in, to finish or to confirm.',
  access: halfSignedIn,
  input: {},
  reply: json(PasskeyRequest),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller }) => askForOwnPasskey(caller),
});

const listRoute = defineRoute({
  method: 'GET',
  url: ACCOUNT,
  summary: 'Lists the passkeys of the person signed in.',
  access: signedIn,
  input: {},
  reply: json(PasskeyList),
  rate: 'read',
  discloses: [],
  handle: async ({ caller }) => ({ items: await listPasskeys(caller) }),
});

const newChallengeRoute = defineRoute({
  method: 'POST',
  url: `${ACCOUNT}/challenges`,
  summary: 'Asks for a new passkey.',
  access: signedInAnew,
  input: {},
  reply: json(PasskeyCreation),
  rate: 'sensitive',
  discloses: ['user.email', 'user.name'],
  handle: ({ caller }) => askForNewPasskey(caller),
});

const addRoute = defineRoute({
  method: 'POST',
  url: ACCOUNT,
  summary: 'Keeps a new passkey.',
  access: signedInAnew,
  input: { body: PasskeyEnrolment },
  reply: json(Passkey, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body, headers }) => addPasskey(caller, { ...body, userAgent: headers['user-agent'] }),
});

const renameRoute = defineRoute({
  method: 'PATCH',
  url: `${ACCOUNT}/:passkeyId`,
  summary: 'Gives a passkey another name.',
  access: signedIn,
  input: { params: PasskeyParams, body: PasskeyPatch },
  reply: empty,
  rate: 'write',
  discloses: [],
  handle: ({ caller, params, body }) => renamePasskey(caller, params.passkeyId, body.name),
});

const removeRoute = defineRoute({
  method: 'DELETE',
  url: `${ACCOUNT}/:passkeyId`,
  summary: 'Takes a passkey away.',
  access: signedInAnew,
  input: { params: PasskeyParams },
  reply: empty,
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, params }) => removePasskey(caller, params.passkeyId),
});

export const passkeyRoutes = [
  signInChallengeRoute,
  signInRoute,
  ownChallengeRoute,
  listRoute,
  newChallengeRoute,
  addRoute,
  renameRoute,
  removeRoute,
];
