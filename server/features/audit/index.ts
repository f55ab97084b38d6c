export { auditRoutes } from './audit.routes.ts';
export { csvLine } from './csv.ts';
export { type LogEvent, sealedEvents, topOfLog } from './sealed-events.ts';
