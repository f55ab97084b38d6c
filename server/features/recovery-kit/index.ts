export { backupSigner, kitMeans, rootKeySealer } from './kit-means.ts';
export { recoveryKitRoutes } from './recovery-kit.routes.ts';
export { KIT_LABEL, makeKit, newWord, type RecoveryKit, readKit } from './recovery-kit.ts';
export { keepKitLink, kitState, newKitLink, wordDigest } from './set-up-kit.ts';
