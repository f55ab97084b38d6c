export { trustRoutes } from './trust.routes.ts';
