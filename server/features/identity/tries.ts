import { AppError } from '#server/platform/app-error.ts';
import { clientPlace } from '#server/security/client-place.ts';
import type { Services } from '#server/security/services.ts';
import { identityStore } from './identity.store.ts';

/** Claim FL-15: 5 failures in 15 minutes per (account, place); the slower cap per account only meets newcomers. */
const PER_PLACE = { limit: 5, seconds: 15 * 60 };
const PER_ACCOUNT = { limit: 30, seconds: 60 * 60 };

const HOUR = 3600;
// Of one kind to one account, an hour: a letter box is not filled from everywhere at once either.
const MAILS_FROM_ANYWHERE = 40;

/** Whose secret is tried: `purpose` keeps one kind of try from using up another's. */
export interface Tried {
  readonly purpose: 'sign-in' | 'second-factor';
  readonly account: string;
  readonly ip: string;
}

/**
 * Takes one try before a secret is compared; `forgive` gives it back once it was right.
 * @throws AppError too_many_requests
 */
export async function takeTry(
  { db, system }: Pick<Services, 'db' | 'system'>,
  { purpose, account, ip }: Tried,
): Promise<{ forgive(): Promise<void> }> {
  const store = identityStore(db);
  const place = system().lookup(purpose, `${account} ${clientPlace(ip)}`);
  const everywhere = system().lookup(purpose, account);
  if (!(await store.takeTry(place, PER_PLACE.limit, PER_PLACE.seconds)))
    throw new AppError('too_many_requests', { retryAfter: PER_PLACE.seconds });
  if (!(await store.takeTry(everywhere, PER_ACCOUNT.limit, PER_ACCOUNT.seconds)))
    throw new AppError('too_many_requests', { retryAfter: PER_ACCOUNT.seconds });
  return {
    async forgive() {
      await store.forgive([place, everywhere]);
    },
  };
}

/**
 * For whom a mail is sent, which anyone may have asked for: `purpose` keeps one kind from using up another's.
 * With `ip`, each place has a budget of its own, under one of the account.
 */
export interface Mailed {
  readonly purpose: 'code-mails' | 'factor-mails' | 'email-change-mails' | 'reset-mails';
  readonly account: string;
  readonly ip?: string;
  readonly perHour: number;
}

/**
 * Takes one of the mails an hour that there are.
 * @throws AppError too_many_requests
 */
export async function takeMail(
  { db, system }: Pick<Services, 'db' | 'system'>,
  { purpose, account, ip, perHour }: Mailed,
): Promise<void> {
  const take = (budget: string, limit: number) =>
    identityStore(db).takeTry(system().lookup(purpose, budget), limit, HOUR);
  const taken =
    ip === undefined
      ? await take(account, perHour)
      : (await take(`${account} ${clientPlace(ip)}`, perHour)) && (await take(account, MAILS_FROM_ANYWHERE));
  if (!taken) throw new AppError('too_many_requests', { retryAfter: HOUR });
}
