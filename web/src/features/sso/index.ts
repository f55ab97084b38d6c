export { OtherWay } from './other-way.tsx';
export { SsoChoice } from './sso-choice.tsx';
