import type { StandingAttacks } from '#contracts/trust.ts';
import type { Services } from '#server/security/services.ts';
import { standingWatchStore } from './standing-watch.store.ts';

const ATTACK_QUEUE = 'standing-attack';
const DNS_QUEUE = 'dns-review-reminder';
const EVERY_HOUR = '53 * * * *';
const EVERY_DAY = '5 6 * * *';
const DAY_MS = 24 * 3_600_000;
/** A quarter. */
const REVIEW_DAYS = 90;
const REMIND_EVERY_DAYS = 7;

type Attacked = Pick<Services, 'db' | 'jobs' | 'operatorCommand'>;

/** Starts a round of the standing attacker every six hours, and reminds of the review of DNS records each quarter. */
export async function workOnStandingWatch(services: Services): Promise<void> {
  const { jobs, operatorCommand } = services;
  await jobs.work(DNS_QUEUE, { retries: 2, expireInSeconds: 120 }, () => remindOfDnsReview(services));
  await jobs.schedule(DNS_QUEUE, EVERY_DAY);
  if (operatorCommand === undefined) return;
  await jobs.work(ATTACK_QUEUE, { retries: 0, expireInSeconds: 1_800 }, () => attackWhenDue(services));
  await jobs.schedule(ATTACK_QUEUE, EVERY_HOUR);
}

/** One look. Rejects where something got through or nothing could be tried, so that the log has it too. */
export async function attackWhenDue({ db, operatorCommand }: Attacked): Promise<void> {
  if (await standingWatchStore(db).attackDue()) await operatorCommand?.(['standing-attack']);
}

/** A letter every week while the review of the quarter is due (claim FC-44). */
export async function remindOfDnsReview({
  db,
  mail,
  securityContact,
  clock,
}: Pick<Services, 'db' | 'mail' | 'securityContact' | 'clock'>): Promise<void> {
  if (securityContact?.startsWith('mailto:') !== true) return;
  const now = clock.now().getTime();
  const last = await standingWatchStore(db).lastDnsReview();
  const days = last === undefined ? null : Math.floor((now - Date.parse(last)) / DAY_MS);
  if (days !== null && days < REVIEW_DAYS) return;
  await mail.queue(
    { template: 'dns-review-due', to: securityContact.slice('mailto:'.length), days },
    { once: `dns-review-due ${Math.floor(now / (REMIND_EVERY_DAYS * DAY_MS))}` },
  );
}

/** What the standing attacker found, for anyone. */
export async function readStandingAttacks({ db }: Services): Promise<StandingAttacks> {
  const {
    rounds = 0,
    broken = 0,
    lastAt = null,
    lastOutcome = null,
  } = (await standingWatchStore(db).summary()) ?? {};
  return { rounds, broken, lastAt, lastOutcome };
}
