import { BackupCodes, SecurityPolicy, type SecurityPolicyPatch } from '#contracts/factors.ts';
import { Session } from '#contracts/identity.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson, ProbeReply, ProbeWorld } from '../probe-context.ts';
import { type Authenticator, setUpAuthenticator, switchAuthenticatorOff } from '../steps/authenticator.ts';
import { done, prepared } from '../steps/expect.ts';
import { enterCode, mailedCode, signedIn } from '../steps/sign-in.ts';

const DAY_MS = 24 * 3600 * 1000;
const HOUR_MS = 3600 * 1000;

/** Claim FTS-01: by secret and first code, one step of drift, and no code twice. */
export async function authenticatorIsAskedFor(context: ProbeContext): Promise<void> {
  await withAuthenticator(context, context.a.people.viewer, async (app) => {
    prove(app.uri.includes(`secret=${app.secret}`), 'The QR code says another secret than the text.');
    const { email } = context.a.people.viewer;
    const first = await halfSignedIn(context, email);
    const early = { method: 'totp', code: app.at(context.now() + 5 * 60_000) };
    prove((await finish(context, first, early)).status >= 400, 'A code of five minutes later signs in.');
    const answer = { method: 'totp', code: app.next() };
    const whole = signedIn(await finish(context, first, answer), email);
    prove((await read(context, whole, context.a)).status === 200, 'A right code does not finish a sign-in.');
    prove(whole.cookie !== first.cookie, 'A finished sign-in goes on under the token it had before.');
    const second = await halfSignedIn(context, email);
    prove((await finish(context, second, answer)).status >= 400, 'A code signed in a second time.');
  });
}

/** Claim FTS-02: ten, each once, and a new set voids the old. */
export async function backupCodesWorkOnce(context: ProbeContext): Promise<void> {
  const person = context.a.people.reviewer;
  await withAuthenticator(context, person, async ({ backupCodes }) => {
    prove(new Set(backupCodes).size === 10, 'There are not ten different backup codes.');
    const by = async (code = '') =>
      finish(context, await halfSignedIn(context, person.email), { method: 'backup_code', code });
    prove((await by(backupCodes[0])).status < 300, 'A backup code does not sign in.');
    prove((await by(backupCodes[0])).status >= 400, 'A backup code signed in a second time.');
    const again = await context.call({ method: 'POST', path: '/api/v1/account/backup-codes', as: person });
    const { codes } = prepared(again, BackupCodes, 'making new backup codes');
    prove((await by(backupCodes[1])).status >= 400, 'A backup code of a set that was replaced signs in.');
    prove((await by(codes[1])).status < 300, 'A backup code of the new set does not sign in.');
  });
}

/** Claim FC-01: a workspace asks everybody for a second factor unless told otherwise, and means it. */
export async function twoFactorsAreTheDefault(context: ProbeContext): Promise<void> {
  const { b } = context;
  const { owner, member } = b.people;
  const { strongFactorFrom } = await policyOf(context, b);
  const from = Date.parse(strongFactorFrom ?? '');
  prove(from <= context.now() + 7 * DAY_MS + HOUR_MS, 'A new workspace does not ask for a second factor.');
  await withAuthenticator(context, owner, async () => {
    done(await demand(context, b, { strongFactor: { graceDays: 0 } }), 'ending the grace period');
    try {
      const refused = await read(context, member, b);
      prove(refused.status === 403, 'Somebody without a second factor is let in after the grace period.');
      prove(refused.text.includes('"enrolment_required"'), 'The refusal does not say what to do.');
      await withAuthenticator(context, member, async () => {
        prove((await read(context, member, b)).status === 200, 'Who has set one up is not let in.');
        const half = await halfSignedIn(context, member.email);
        prove((await read(context, half, b)).status === 401, 'The first factor alone opens the workspace.');
      });
    } finally {
      done(await demand(context, b, { strongFactor: { graceDays: 7 } }), 'giving time again');
    }
  });
}

/** Claim FC-05: whatever the workspace says, who administers is told of a day, and nothing exempts. */
export async function nothingExemptsAdmins(context: ProbeContext): Promise<void> {
  const { a } = context;
  done(await demand(context, a, { signInMethods: null, strongFactor: null }), 'lifting what can be lifted');
  try {
    for (const role of ['owner', 'admin'] as const) {
      const due = Date.parse((await sessionOf(context, a.people[role])).enrolBy ?? '');
      prove(due <= context.now() + 7 * DAY_MS + HOUR_MS, 'Who administers is not asked for a second factor.');
    }
    const { enrolBy } = await sessionOf(context, a.people.member);
    prove(enrolBy === null, 'What was lifted is still asked of a member.');
    for (const exemption of [
      { adminsExempt: true },
      { strongFactor: { graceDays: 31 } },
      { adminGraceDays: 90 },
    ]) {
      const status = (await demand(context, a, exemption)).status;
      prove(status === 422, 'A setting that would exempt an administrator is taken.');
    }
  } finally {
    done(await demand(context, a, { strongFactor: { graceDays: 7 } }), 'asking again');
  }
}

async function withAuthenticator(
  context: ProbeContext,
  person: ProbePerson,
  work: (app: Authenticator) => Promise<void>,
): Promise<void> {
  const app = await setUpAuthenticator(context, person);
  try {
    await work(app);
  } finally {
    await switchAuthenticatorOff(context, person);
  }
}

/** By a code from the mail, in front of the second step. */
async function halfSignedIn(context: ProbeContext, email: string): Promise<ProbePerson> {
  const reply = await enterCode(context, email, await mailedCode(context, email));
  const { stage } = prepared(reply, Session, 'signing in');
  prove(stage === 'second_factor', 'A sign-in is whole without the authenticator app that was set up.');
  return signedIn(reply, email);
}

function finish({ call }: ProbeContext, as: ProbePerson, body: object): Promise<ProbeReply> {
  return call({ method: 'POST', path: '/api/v1/sign-in/second-factor', as, body });
}

function read({ call }: ProbeContext, as: ProbePerson, { workspaceId }: ProbeWorld): Promise<ProbeReply> {
  return call({ path: `/api/v1/workspaces/${workspaceId}`, as });
}

async function sessionOf({ call }: ProbeContext, as: ProbePerson): Promise<Session> {
  return prepared(await call({ path: '/api/v1/session', as }), Session, 'reading a session');
}

async function policyOf(
  { call }: ProbeContext,
  { workspaceId, people }: ProbeWorld,
): Promise<SecurityPolicy> {
  const path = `/api/v1/workspaces/${workspaceId}/security-policy`;
  return prepared(await call({ path, as: people.owner }), SecurityPolicy, 'reading the security policy');
}

async function demand(
  context: ProbeContext,
  world: ProbeWorld,
  body: SecurityPolicyPatch | object,
): Promise<ProbeReply> {
  const { version } = await policyOf(context, world);
  const path = `/api/v1/workspaces/${world.workspaceId}/security-policy`;
  const headers = { 'if-match': `"v${version}"` };
  return context.call({ method: 'PATCH', path, as: world.people.owner, body, headers });
}
