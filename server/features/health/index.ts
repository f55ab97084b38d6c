export { certificatePart } from './certificate.part.ts';
export { clockPart } from './clock.part.ts';
export { healthRoutes } from './health.routes.ts';
export { healthStore } from './health.store.ts';
export { migrationsPart } from './migrations.part.ts';
export { readHealth } from './read-health.ts';
