import { AppError } from '#server/platform/app-error.ts';
import { sha1Hex } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { isCommonPassword, wordsOfAddress } from './common-password.ts';

const PREFIX = 5;

/** What the breach corpus says; `unknown` where it could not be asked. */
export type BreachVerdict = 'breached' | 'clear' | 'unknown';

/**
 * Refuses a password that everybody tries first or that is known from a breach (claim FTS-42).
 * @returns whether the corpus could not be asked and has to be at the next sign-in.
 * @throws AppError invalid_field (password).
 */
export async function judgePassword(
  services: Pick<Services, 'breaches'>,
  password: string,
  email: string,
): Promise<{ recheck: boolean }> {
  if (isCommonPassword(password, wordsOfAddress(email)))
    throw refused('This password is among the first that are guessed. Choose another one.');
  const verdict = await breachVerdict(services, password);
  if (verdict === 'breached')
    throw refused('This password is known from a breach of another service. Choose another one.');
  return { recheck: verdict === 'unknown' };
}

/** Asks the corpus by the first five digits of the password's digest: the password stays here (k-anonymity). */
export async function breachVerdict(
  { breaches }: Pick<Services, 'breaches'>,
  password: string,
): Promise<BreachVerdict> {
  const digest = sha1Hex(password);
  const endings = await breaches.endingsOf(digest.slice(0, PREFIX));
  if (endings === undefined) return 'unknown';
  return endings.has(digest.slice(PREFIX)) ? 'breached' : 'clear';
}

function refused(message: string): AppError {
  return new AppError('invalid_field', { field: 'password', message });
}
