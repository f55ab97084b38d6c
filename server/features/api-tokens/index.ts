export { remindOfTokens, workOnApiTokens } from './remind-of-end.ts';
export { apiTokenRoutes } from './token.routes.ts';
export { tokenNames } from './token-names.ts';
export { endTokensOf, tokensMadeBy } from './tokens-of-maker.ts';
