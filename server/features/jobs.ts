import type { Services } from '#server/security/services.ts';
import { workOnAccessReviews } from './access-reviews/index.ts';
import { workOnApiTokens } from './api-tokens/index.ts';
import { workOnBackups } from './backup/index.ts';
import { workOnCaseImports } from './case-imports/index.ts';
import { workOnErasure } from './erasure/index.ts';
import { workOnEvidence } from './evidence/index.ts';
import { workOnExports } from './exports/index.ts';
import { workOnHousekeeping } from './housekeeping/index.ts';
import { workOnLogWatch } from './log-watch/index.ts';
import { workOnPrivacyRequests } from './privacy-requests/index.ts';
import { workOnRetention } from './retention/index.ts';
import { workOnSso } from './sso/index.ts';
import { workOnStatus } from './status/index.ts';
import { workOnEvidencePacks, workOnStandingWatch } from './trust/index.ts';
import { workOnVulnerabilityReports } from './vulnerability-reports/index.ts';
import { workOnWitnesses } from './witness/index.ts';

/** Every queue there is, feature by feature; this node does its share of each. */
export async function workOnJobs(services: Services): Promise<void> {
  await workOnEvidence(services);
  await workOnAccessReviews(services);
  await workOnExports(services);
  await workOnCaseImports(services);
  await workOnErasure(services);
  await workOnRetention(services);
  await workOnPrivacyRequests(services);
  await workOnHousekeeping(services);
  await workOnLogWatch(services);
  await workOnWitnesses(services);
  await workOnApiTokens(services);
  await workOnSso(services);
  await workOnStatus(services);
  await workOnBackups(services);
  await workOnVulnerabilityReports(services);
  await workOnEvidencePacks(services);
  await workOnStandingWatch(services);
}
