export { passkeyRoutes } from './passkey.routes.ts';
export { isOwnPasskey } from './use-passkey.ts';
