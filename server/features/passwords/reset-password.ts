import type { MailedProof, PasswordReset } from '#contracts/passwords.ts';
import { emailDigest, identityStore, profileContext, takeMail } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin } from '#server/security/caller.ts';
import { newId, randomToken, SYSTEM_SCOPE, sha256 } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { changeAccount } from './change-account.ts';
import { judgePassword } from './judge-password.ts';
import { mailedTokenStore } from './mailed-token.store.ts';
import { passwordStore } from './password.store.ts';
import { hashPassword } from './password-proof.ts';

const MINUTES = 30;
const TOKEN_BYTES = 32;
const MAILS_PER_HOUR = 5;

/**
 * Sends a link that sets a new password. Does the same work and gives the same answer whether the account exists.
 * @throws AppError too_many_requests.
 */
export async function requestReset(services: Services, origin: Origin, email: string): Promise<MailedProof> {
  const system = services.system();
  const store = identityStore(services.db);
  const address = emailDigest(system, email);
  await takeMail(services, {
    purpose: 'reset-mails',
    account: address.toString('hex'),
    ip: origin.ip,
    perHour: MAILS_PER_HOUR,
  });
  const user = await store.findByEmail(address);
  const token = randomToken(TOKEN_BYTES);
  await mailedTokenStore(services.db).save({
    id: newId(),
    userId: user?.id ?? null,
    purpose: 'password_reset',
    digest: sha256(token),
    minutes: MINUTES,
  });
  await services.mail.queue({ template: 'password-reset', to: email, token }, { onlyTo: 'account' });
  return { expiresIn: MINUTES * 60 };
}

/**
 * Sets the password by the mailed link, which works once (claim FL-14). All sessions of the person end, and none is
 * opened: whoever has the link signs in like anybody else, with a second factor.
 * @throws AppError gone (token), invalid_field (password).
 */
export async function resetPassword(
  services: Services,
  origin: Origin,
  { token, password }: PasswordReset,
): Promise<void> {
  const system = services.system();
  const digest = sha256(token);
  const found = await passwordStore(services.db).findReset(digest);
  if (found === undefined) throw gone();
  const { email } = await services.keys.retrying(SYSTEM_SCOPE, (keys) =>
    keys.unseal(profileContext(found.user_id), found.sealed_profile),
  );
  const { recheck } = await judgePassword(services, password, email);
  const hash = await hashPassword(system, found.user_id, password);
  const person = { id: found.user_id, email, sessionId: null };
  await changeAccount({ services, origin }, person, 'password-reset', async ({ db }) => {
    if ((await passwordStore(db).redeemReset(digest, hash, recheck)) === null) throw gone();
  });
}

function gone(): AppError {
  return new AppError('gone', {
    field: 'token',
    message: 'This link is no longer valid. Ask for a new one.',
  });
}
