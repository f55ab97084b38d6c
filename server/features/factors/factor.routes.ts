import { z } from 'zod';
import { BackupCodes, FactorAnswer, Factors, TotpConfirmation, TotpOffer } from '#contracts/factors.ts';
import { Session, SignInCodeSent } from '#contracts/identity.ts';
import { readSession } from '#server/features/identity/index.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, empty, halfSignedIn, json, signedIn, signedInAnew } from '#server/http/route.ts';
import { setSessionCookie } from '#server/http/session-cookie.ts';
import { replaceBackupCodes } from './backup-codes.ts';
import { finishSignIn, giveFactorAgain } from './give-factor.ts';
import { sendFactorCode } from './mailed-code.ts';
import { readFactors } from './my-factors.ts';
import { beginTotp, confirmTotp, endTotp } from './totp.ts';

const finish = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/second-factor',
  summary: 'Finishes a sign-in by its second factor; the session goes on under a new cookie.',
  access: halfSignedIn,
  input: { body: FactorAnswer },
  reply: json(Session),
  rate: 'sign_in',
  discloses: ['user.email', 'user.name'],
  handle: async ({ caller, body, headers, reply }) => {
    const session = await finishSignIn(caller, body, headers['user-agent']);
    setSessionCookie(reply, caller.services.system(), session, caller.services.clock.now());
    return readSession({ ...caller, sessionId: session.id });
  },
});

const sendCode = defineRoute({
  method: 'POST',
  url: '/api/v1/sign-in/second-factor/codes',
  summary: 'Sends a code that serves as a second factor, to whoever has no better one.',
  access: halfSignedIn,
  input: {},
  reply: json(SignInCodeSent),
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller }) => sendFactorCode(caller),
});

const again = defineRoute({
  method: 'POST',
  url: '/api/v1/session/factor',
  summary: 'Confirms by a factor that it is still the same person; what administers asks for it.',
  access: signedIn,
  input: { body: FactorAnswer },
  reply: empty,
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => giveFactorAgain(caller, body),
});

const mine = defineRoute({
  method: 'GET',
  url: '/api/v1/account/factors',
  summary: 'Tells what the person signed in can prove who they are with.',
  access: signedIn,
  input: {},
  reply: json(Factors),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => readFactors(caller),
});

const begin = defineRoute({
  method: 'POST',
  url: '/api/v1/account/totp',
  summary: 'Offers a secret for an authenticator app.',
  access: signedInAnew,
  input: {},
  reply: json(TotpOffer, 201),
  rate: 'sensitive',
  discloses: ['totp.secret'],
  handle: ({ caller }) => beginTotp(caller),
});

const confirm = defineRoute({
  method: 'POST',
  url: '/api/v1/account/totp/confirmation',
  summary: 'Puts an authenticator app into use by its first right code, and gives the backup codes.',
  access: signedInAnew,
  input: { body: TotpConfirmation },
  reply: json(BackupCodes),
  rate: 'sensitive',
  discloses: ['backup_codes'],
  handle: ({ caller, body }) => confirmTotp(caller, body.code),
});

const end = removal({
  url: '/api/v1/account/totp',
  summary: 'Switches the authenticator app off.',
  access: signedInAnew,
  params: z.strictObject({}),
  rate: 'sensitive',
  remove: (caller) => endTotp(caller),
});

const codes = defineRoute({
  method: 'POST',
  url: '/api/v1/account/backup-codes',
  summary: 'Makes a new set of backup codes and voids the one before.',
  access: signedInAnew,
  input: {},
  reply: json(BackupCodes),
  rate: 'sensitive',
  discloses: ['backup_codes'],
  handle: ({ caller }) => replaceBackupCodes(caller),
});

export const factorRoutes = [finish, sendCode, again, mine, begin, confirm, end, codes];
