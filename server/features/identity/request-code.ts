import type { SignInCodeSent } from '#contracts/identity.ts';
import type { Origin } from '#server/security/caller.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { emailDigest } from './email.ts';
import { identityStore } from './identity.store.ts';
import { CODE_LIFETIME, codeDigest, newSignInCode, RESEND_AFTER } from './sign-in-code.ts';
import { takeMail } from './tries.ts';

const MAILS_PER_HOUR = 10;

/**
 * Sends a code to an address. Does the same work and gives the same answer whether the account exists: who is
 * unknown is found out by the job that sends the mail (claim FL-15).
 */
export async function requestCode(
  services: Services,
  origin: Origin,
  email: string,
): Promise<SignInCodeSent> {
  const system = services.system();
  const store = identityStore(services.db);
  const digest = emailDigest(system, email);
  await takeMail(services, {
    purpose: 'code-mails',
    account: digest.toString('hex'),
    ip: origin.ip,
    perHour: MAILS_PER_HOUR,
  });
  const code = newSignInCode();
  await store.saveCode(newId(), digest, codeDigest(system, digest, code));
  await services.mail.queue({ template: 'sign-in-code', to: email, code }, { onlyTo: 'known' });
  return { expiresIn: CODE_LIFETIME, resendIn: RESEND_AFTER };
}
