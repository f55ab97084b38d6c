export { auditIdentity } from './audit-identity.ts';
export { emailDigest, type Profile, profileContext } from './email.ts';
export { identityRoutes } from './identity.routes.ts';
export { identityStore } from './identity.store.ts';
export { requestCode } from './request-code.ts';
export { csrfOf, readPerson } from './sessions.ts';
