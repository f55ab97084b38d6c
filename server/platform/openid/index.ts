// Loaded when the first of them is called: most servers never speak to a provider, and those who do seldom.
export const askForCode: typeof import('./ask-for-code.ts').askForCode = async (...asked) =>
  (await import('./ask-for-code.ts')).askForCode(...asked);
export const readLogoutToken: typeof import('./logout-token.ts').readLogoutToken = async (...asked) =>
  (await import('./logout-token.ts')).readLogoutToken(...asked);
export const redeemCode: typeof import('./redeem-code.ts').redeemCode = async (...asked) =>
  (await import('./redeem-code.ts')).redeemCode(...asked);

export type { OpenidSecrets } from './ask-for-code.ts';
export type { SignedOut } from './logout-token.ts';
export { OpenidError, type OpenidReason } from './openid-error.ts';
export { type OpenidClient, type OpenidProvider, SIGNATURES } from './openid-provider.ts';
export type { Claims, CodeAnswer, Redeemed } from './redeem-code.ts';
