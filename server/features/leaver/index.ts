export { leaverRoutes } from './leaver.routes.ts';
