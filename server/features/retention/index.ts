export { workOnRetention } from './keep-to-retention.ts';
export { retentionRoutes } from './retention.routes.ts';
