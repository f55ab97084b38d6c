import { takeTry } from '#server/features/identity/index.ts';
import type { Origin } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';

/**
 * Looks at a secret of an account once a try is left for it from this place; codes, passwords and addresses share
 * their tries. A right one gives the try back.
 * @param account the keyed digest of the account's address, known or not
 * @param look gives undefined for a wrong secret
 * @throws AppError too_many_requests.
 */
export async function withinTries<T>(
  services: Services,
  { ip }: Pick<Origin, 'ip'>,
  account: Buffer,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const tried = await takeTry(services, { purpose: 'sign-in', account: account.toString('hex'), ip });
  const found = await look();
  if (found !== undefined) await tried.forgive();
  return found;
}
