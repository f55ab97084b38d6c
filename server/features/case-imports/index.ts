export { caseImportRoutes } from './case-import.routes.ts';
export { workOnCaseImports } from './import-jobs.ts';
