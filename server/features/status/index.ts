export { statusRoutes } from './status.routes.ts';
export { noteHealth, workOnStatus } from './status-jobs.ts';
