export { askForCode, type OpenidSecrets } from './ask-for-code.ts';
export { readLogoutToken, type SignedOut } from './logout-token.ts';
export { OpenidError, type OpenidReason } from './openid-error.ts';
export { type OpenidClient, type OpenidProvider, SIGNATURES } from './openid-provider.ts';
export { type Claims, type CodeAnswer, type Redeemed, redeemCode } from './redeem-code.ts';
