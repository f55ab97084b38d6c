export { backupPart, drillPart } from './backup.part.ts';
export { backupRoutes } from './backup.routes.ts';
export { backupStore, lastDrill } from './backup.store.ts';
export { backUpWhenDue, workOnBackups } from './backup-jobs.ts';
