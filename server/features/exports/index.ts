export { PARENTS_FIRST, type Shape, shapes } from './columns.ts';
export { exportRoutes } from './export.routes.ts';
export { workOnExports } from './export-jobs.ts';
export { EXPORT_FORMAT } from './manifest.ts';
export { openName, openRecord } from './open-record.ts';
export { pageRecords, type RawRecord } from './record.store.ts';
