export { SsoChoice } from './sso-choice.tsx';
