export { changeAccount } from './change-account.ts';
export { passwordRoutes } from './password.routes.ts';
export { hashPassword } from './password-proof.ts';
