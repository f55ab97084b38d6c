export { supportsPasskeys } from './ceremony.ts';
export { PasskeyAnswer } from './passkey-answer.tsx';
export { PasskeyPanel } from './passkey-panel.tsx';
export { PasskeySignIn } from './passkey-sign-in.tsx';
