export { passwordRoutes } from './password.routes.ts';
export { hashPassword } from './password-proof.ts';
