export { apiTokenRoutes } from './token.routes.ts';
export { tokenNames } from './token-names.ts';
