import { scimUserRoutes } from './scim.routes.ts';
import { scimGroupRoutes } from './scim-group.routes.ts';
import { scimSettingsRoutes } from './scim-settings.routes.ts';

export { revokeLeakedDirectoryToken } from './directory-tokens.ts';
export { remindOfDirectoryTokens } from './remind-of-end.ts';

export const scimRoutes = [...scimSettingsRoutes, ...scimUserRoutes, ...scimGroupRoutes];
