export { AddressPanel } from './address-panel.tsx';
export { PasswordStep } from './password-step.tsx';
export { SignInPanel } from './sign-in-panel.tsx';
