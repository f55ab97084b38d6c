export { newSetupLink } from './setup.ts';
export { setupRoutes } from './setup.routes.ts';
