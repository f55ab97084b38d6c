import type { Route } from '#server/http/route.ts';
import { allCaseRoutes } from './cases/index.ts';
import { eventRoutes } from './events/index.ts';
import { identityRoutes } from './identity/index.ts';
import { memberRoutes } from './members/index.ts';
import { probeWorldRoutes } from './probe-worlds/index.ts';
import { searchRoutes } from './search/index.ts';
import { setupRoutes } from './setup/index.ts';
import { workspaceRoutes } from './workspaces/index.ts';

/** Every route there is, feature by feature. */
export const routes: readonly Route[] = [
  ...setupRoutes,
  ...identityRoutes,
  ...workspaceRoutes,
  ...eventRoutes,
  ...searchRoutes,
  ...memberRoutes,
  ...allCaseRoutes,
  ...probeWorldRoutes,
];
