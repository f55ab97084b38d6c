export { askWitnesses, workOnWitnesses } from './ask-witnesses.ts';
export { witnessRoutes } from './witness.routes.ts';
