import type { Services } from '#server/security/services.ts';
import { openDueReviews } from './open-review.ts';

const QUEUE = 'access-reviews';
const EVERY_HOUR = '17 * * * *';

/** Opens the access reviews that are due, every hour, on one node at a time. */
export async function workOnAccessReviews(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 2, expireInSeconds: 600 }, () => openDueReviews(services));
  await services.jobs.schedule(QUEUE, EVERY_HOUR);
}
