export type { VerifiedToken } from './known-tokens.ts';
export { newTokenText, parseTokenText, TOKEN_PREFIX } from './token-text.ts';
export { createTokenVerifier, type TokenVerifier } from './token-verifier.ts';
