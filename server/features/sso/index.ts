export { isVerified } from './domain.store.ts';
export { domainOf } from './mapping.ts';

import { ssoFlowRoutes } from './sso-flow.routes.ts';
import { ssoSettingsRoutes } from './sso-settings.routes.ts';

export { ownReservedDomain } from './domain.store.ts';

export const ssoRoutes = [...ssoSettingsRoutes, ...ssoFlowRoutes];
export { lookAfterConnections, tellOfBreakGlass, workOnSso } from './work.ts';
