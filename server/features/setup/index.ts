export { setupRoutes } from './setup.routes.ts';
export { consoleLinks, newSetupLink } from './setup.ts';
