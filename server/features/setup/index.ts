export { setupRoutes } from './setup.routes.ts';
export { newSetupLink } from './setup.ts';
