import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson } from '../probe-context.ts';
import { done } from '../steps/expect.ts';
import { mailedReset, sessionStatus, signIn } from '../steps/sign-in.ts';

const account = '/api/v1/account/password';

/** One password for each rule that lacks nothing else. */
const lacking = {
  'twelve characters': 'Sh0rt-pass!',
  'an upper-case letter': 'vermilion canoe 41 thaws!',
  'a lower-case letter': 'VERMILION CANOE 41 THAWS!',
  'a digit': 'Vermilion canoe thaws!',
  'a special character': 'Vermilion41canoe7thaws',
};

export async function everyRuleIsAsked({ a, call }: ProbeContext): Promise<void> {
  const as = a.people.viewer;
  for (const [rule, password] of Object.entries(lacking)) {
    const reply = await call({ method: 'PUT', path: account, as, body: { password } });
    prove(reply.status === 422, `A password without ${rule} is taken.`);
    prove(!reply.text.includes(password), 'A refusal repeats the password.');
  }
  const state = await call({ path: account, as });
  prove(state.text.includes('"setAt":null'), 'A password that was refused was set.');
}

export async function aNewPasswordEndsAll(context: ProbeContext): Promise<void> {
  const here = await signIn(context, context.b.people.viewer);
  const elsewhere = await signIn(context, context.b.people.viewer);
  const body = { password: freshPassword() };
  done(await context.call({ method: 'PUT', path: account, as: here, body }), 'setting a password');
  prove((await sessionStatus(context, elsewhere)) === 401, 'A session elsewhere outlives the old password.');
  prove((await sessionStatus(context, here)) === 401, 'The session that set it goes on under its old token.');
}

export async function aResetWorksOnce(context: ProbeContext): Promise<void> {
  const person = context.b.people.reviewer;
  const session = await signIn(context, person);
  const token = await mailedReset(context, person.email);
  await context.call({ path: `/new-password?token=${token}` });
  const password = freshPassword();
  done(await redeem(context, token, password), 'setting a password by the mailed link');
  prove((await sessionStatus(context, session)) === 401, 'A session outlives the reset of its password.');
  prove((await redeem(context, token, freshPassword())).status === 410, 'A link sets a password twice.');
  const entered = await enter(context, person, password);
  prove(entered.status < 300, 'The new password does not sign in.');
  prove(entered.text.includes('"stage":"second_factor"'), 'A password alone opens a whole session.');
}

/** Names and passwords that stand in manuals, and in the first lines of every list that is tried. */
export async function usualPasswordsOpenNothing(context: ProbeContext): Promise<void> {
  const domain = new URL(context.url).hostname;
  for (const name of ['admin', 'administrator', 'root', 'caseward']) {
    for (const email of [
      `${name}@${domain.includes('.') ? domain : `${domain}.localdomain`}`,
      `${name}@example.org`,
    ]) {
      const reply = await enter(context, { email }, 'Caseward-admin-1!');
      prove(reply.status >= 400, 'An account with a usual name and a usual password is there.');
    }
  }
}

function enter({ call }: ProbeContext, { email }: Pick<ProbePerson, 'email'>, password: string) {
  const body = { email, password, privateDevice: false };
  return call({ method: 'POST', path: '/api/v1/sign-in/password', body });
}

function redeem({ call }: ProbeContext, token: string, password: string) {
  const path = '/api/v1/sign-in/password-resets/redemptions';
  return call({ method: 'POST', path, body: { token, password } });
}

function freshPassword(): string {
  return `Vx7!${crypto.randomUUID()}`;
}
