import type { Services } from '#server/security/services.ts';
import { workOnAccessReviews } from './access-reviews/index.ts';
import { workOnApiTokens } from './api-tokens/index.ts';
import { workOnEvidence } from './evidence/index.ts';
import { workOnHousekeeping } from './housekeeping/index.ts';
import { workOnSso } from './sso/index.ts';

/** Every queue there is, feature by feature; this node does its share of each. */
export async function workOnJobs(services: Services): Promise<void> {
  await workOnEvidence(services);
  await workOnAccessReviews(services);
  await workOnHousekeeping(services);
  await workOnApiTokens(services);
  await workOnSso(services);
}
