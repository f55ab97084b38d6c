import type { EmailChange, MailedProof } from '#contracts/passwords.ts';
import {
  auditIdentity,
  emailDigest,
  newSignInCode,
  type Profile,
  profileContext,
  readPerson,
  takeMail,
} from '#server/features/identity/index.ts';
import { renameMember } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { type KeyScope, newId, SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import type { CookieSession } from '#server/security/session-token.ts';
import { changeAccount } from './change-account.ts';
import { mailedEmailContext, mailedTokenStore } from './mailed-token.store.ts';
import { prepareRenewal, type RenewingCaller } from './renewal.ts';
import { withinTries } from './within-tries.ts';

const MINUTES = 30;
const MAILS_PER_HOUR = 5;

/**
 * Sends a code to the address that is to take the place of the present one. To an address that has an account
 * nothing is sent, and the answer is the same.
 * @throws AppError too_many_requests.
 */
export async function requestEmailChange(caller: SessionCaller, email: string): Promise<MailedProof> {
  const { services, sessionId, origin } = caller;
  const system = services.system();
  const { id: userId } = await readPerson(caller);
  await takeMail(services, { purpose: 'email-change-mails', account: userId, perHour: MAILS_PER_HOUR });
  const id = newId();
  const code = newSignInCode();
  await mailedTokenStore(services.db).save({
    id,
    userId,
    purpose: 'email_change',
    digest: codeDigest(system, userId, code),
    minutes: MINUTES,
    email: {
      sealed: system.seal<string>(mailedEmailContext(id), email),
      digest: emailDigest(system, email),
    },
  });
  await auditIdentity(services, origin, { userId, sessionId, action: 'email.change-requested' });
  await services.mail.queue({ template: 'email-code', to: email, code }, { onlyTo: 'nobody' });
  return { expiresIn: MINUTES * 60 };
}

/**
 * Makes the address the code was sent to the person's own. The old one is told; every session ends, and this one goes
 * on under a new id.
 * @throws AppError invalid_field (code), too_many_requests.
 */
export async function changeEmail(caller: RenewingCaller, { code }: EmailChange): Promise<CookieSession> {
  const { services, sessionId, origin } = caller;
  const system = services.system();
  const store = mailedTokenStore(services.db);
  const person = await readPerson(caller);
  const digest = codeDigest(system, person.id, code);
  const tries = emailDigest(system, person.email);
  const found = await withinTries(services, origin, tries, () => store.findEmailChange(sessionId, digest));
  if (found === undefined) throw wrongCode();
  const email = await services.keys.retrying(SYSTEM_SCOPE, (keys) =>
    keys.unseal(mailedEmailContext(found.id), found.sealed_email),
  );
  const { renewal, session } = await prepareRenewal(caller);
  const profile = system.seal<Profile>(profileContext(person.id), { name: person.name, email });
  const moved = { ...caller, sessionId: session.id };
  await changeAccount(caller, { ...person, sessionId: session.id }, 'email-changed', async (services) => {
    if (!(await mailedTokenStore(services.db).changeEmail(renewal, digest, profile))) throw wrongCode();
    await renameMember({ ...moved, services }, { ...person, email });
  });
  return session;
}

// Twelve characters can be guessed offline where they are kept as a plain digest, hence the key.
function codeDigest(system: KeyScope, userId: string, code: string): Buffer {
  return system.lookup('email-change', `${userId} ${code}`);
}

function wrongCode(): AppError {
  return new AppError('invalid_field', {
    field: 'code',
    message: 'This code is not valid. Ask for a new one.',
  });
}
