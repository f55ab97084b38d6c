export { browserErrorRoutes } from './browser-error.routes.ts';
