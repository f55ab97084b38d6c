export { auditIdentity, auditRefusedSignIn } from './audit-identity.ts';
export { type DeviceOrigin, deviceOrigin } from './device.ts';
export { emailDigest, type Profile, profileContext } from './email.ts';
export { identityRoutes } from './identity.routes.ts';
export { identityStore } from './identity.store.ts';
export { tellOfNewDevice } from './new-device.ts';
export { type OpenedSession, openSession } from './open-session.ts';
export { nextSession, type Renewal, renewSession } from './renew-session.ts';
export { requestCode } from './request-code.ts';
export { csrfOf, readPerson, readSession, secondFactorsOf } from './sessions.ts';
export {
  CODE_ALPHABET,
  CODE_LENGTH,
  CODE_LIFETIME,
  codeDigest,
  newSignInCode,
  RESEND_AFTER,
} from './sign-in-code.ts';
export { takeMail, takeTry } from './tries.ts';
