import type { Route } from '#server/http/route.ts';
import { accessReviewRoutes } from './access-reviews/index.ts';
import { addressRuleRoutes } from './address-rules/index.ts';
import { agreementRoutes } from './agreement/index.ts';
import { apiTokenRoutes } from './api-tokens/index.ts';
import { auditRoutes } from './audit/index.ts';
import { backupRoutes } from './backup/index.ts';
import { browserErrorRoutes } from './browser-errors/index.ts';
import { caseImportRoutes } from './case-imports/index.ts';
import { allCaseRoutes } from './cases/index.ts';
import { commentRoutes } from './comments/index.ts';
import { contactRoutes } from './contacts/index.ts';
import { erasureRoutes } from './erasure/index.ts';
import { eventRoutes } from './events/index.ts';
import { evidenceRoutes } from './evidence/index.ts';
import { exportRoutes } from './exports/index.ts';
import { allFactorRoutes } from './factors/index.ts';
import { healthRoutes } from './health/index.ts';
import { homeRoutes } from './home/index.ts';
import { identityRoutes } from './identity/index.ts';
import { leaverRoutes } from './leaver/index.ts';
import { logWatchRoutes } from './log-watch/index.ts';
import { memberRoutes } from './members/index.ts';
import { passkeyRoutes } from './passkeys/index.ts';
import { passwordRoutes } from './passwords/index.ts';
import { privacyRequestRoutes } from './privacy-requests/index.ts';
import { probeWorldRoutes } from './probe-worlds/index.ts';
import { recoveryKitRoutes } from './recovery-kit/index.ts';
import { retentionRoutes } from './retention/index.ts';
import { reviewRoutes } from './reviews/index.ts';
import { scimRoutes } from './scim/index.ts';
import { searchRoutes } from './search/index.ts';
import { setupRoutes } from './setup/index.ts';
import { ssoRoutes } from './sso/index.ts';
import { statusRoutes } from './status/index.ts';
import { trustRoutes } from './trust/index.ts';
import { vulnerabilityReportRoutes } from './vulnerability-reports/index.ts';
import { witnessRoutes } from './witness/index.ts';
import { workspaceRoutes } from './workspaces/index.ts';

/** Every route there is, feature by feature. */
export const routes: readonly Route[] = [
  ...setupRoutes,
  ...recoveryKitRoutes,
  ...identityRoutes,
  ...passwordRoutes,
  ...allFactorRoutes,
  ...passkeyRoutes,
  ...workspaceRoutes,
  ...auditRoutes,
  ...logWatchRoutes,
  ...witnessRoutes,
  ...exportRoutes,
  ...caseImportRoutes,
  ...erasureRoutes,
  ...retentionRoutes,
  ...homeRoutes,
  ...eventRoutes,
  ...healthRoutes,
  ...browserErrorRoutes,
  ...statusRoutes,
  ...backupRoutes,
  ...vulnerabilityReportRoutes,
  ...trustRoutes,
  ...agreementRoutes,
  ...privacyRequestRoutes,
  ...searchRoutes,
  ...memberRoutes,
  ...leaverRoutes,
  ...accessReviewRoutes,
  ...apiTokenRoutes,
  ...addressRuleRoutes,
  ...scimRoutes,
  ...ssoRoutes,
  ...allCaseRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...evidenceRoutes,
  ...contactRoutes,
  ...probeWorldRoutes,
];
