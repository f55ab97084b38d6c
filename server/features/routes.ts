import type { Route } from '#server/http/route.ts';
import { accessReviewRoutes } from './access-reviews/index.ts';
import { addressRuleRoutes } from './address-rules/index.ts';
import { apiTokenRoutes } from './api-tokens/index.ts';
import { auditRoutes } from './audit/index.ts';
import { allCaseRoutes } from './cases/index.ts';
import { commentRoutes } from './comments/index.ts';
import { eventRoutes } from './events/index.ts';
import { evidenceRoutes } from './evidence/index.ts';
import { allFactorRoutes } from './factors/index.ts';
import { healthRoutes } from './health/index.ts';
import { homeRoutes } from './home/index.ts';
import { identityRoutes } from './identity/index.ts';
import { leaverRoutes } from './leaver/index.ts';
import { memberRoutes } from './members/index.ts';
import { passkeyRoutes } from './passkeys/index.ts';
import { passwordRoutes } from './passwords/index.ts';
import { probeWorldRoutes } from './probe-worlds/index.ts';
import { reviewRoutes } from './reviews/index.ts';
import { scimRoutes } from './scim/index.ts';
import { searchRoutes } from './search/index.ts';
import { setupRoutes } from './setup/index.ts';
import { ssoRoutes } from './sso/index.ts';
import { trustRoutes } from './trust/index.ts';
import { workspaceRoutes } from './workspaces/index.ts';

/** Every route there is, feature by feature. */
export const routes: readonly Route[] = [
  ...setupRoutes,
  ...identityRoutes,
  ...passwordRoutes,
  ...allFactorRoutes,
  ...passkeyRoutes,
  ...workspaceRoutes,
  ...auditRoutes,
  ...homeRoutes,
  ...eventRoutes,
  ...healthRoutes,
  ...trustRoutes,
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
  ...probeWorldRoutes,
];
