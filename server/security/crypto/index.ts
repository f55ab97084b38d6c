export {
  type BackupKey,
  backupKeyFrom,
  keyFingerprint,
  newBackupKey,
  type SealedTo,
  sealTo,
} from './backup-key.ts';
export { type Certificate, pemOf, readCertificate, verifiedBy } from './certificate.ts';
export { equalSecrets } from './compare.ts';
export { KeyUnavailable, RootKeyFileError, UnknownKeyVersion, UnsealError } from './crypto.errors.ts';
export { createSha256, type Sha256, sha1Hex, sha256, sha256Hex } from './digest.ts';
export { createKeyRing, type KeyRing, type KeyRingOptions, SYSTEM_SCOPE } from './key-ring.ts';
export type { KeyScope } from './key-scope.ts';
export { type KmsRootKeyOptions, kmsRootKey } from './kms-root-key.ts';
export { localRootKey } from './local-root-key.ts';
export { deploymentRootKey, openRootKey, type RootKeyPlace } from './open-root-key.ts';
export { newId, randomCode, randomToken } from './random.ts';
export {
  anyRootKey,
  type KeyPurpose,
  newWrappedKey,
  newWrappedKeys,
  type RootKey,
  rewrapKey,
  type WrappedKey,
} from './root-key.ts';
export { restoreRootKeys, sealRootKeys } from './root-key-backup.ts';
export { addRootKey, removeRootKeys } from './root-key-file.ts';
export { type Envelope, newRsaKey, openRsaKey, type RsaKey } from './rsa-key.ts';
export { SEAL_ROW_SEPARATOR, type SealContext, type Sealed, type SealMark, sealRow } from './sealed.ts';
export {
  HEADER_SIZE as SEALED_FILE_HEADER_SIZE,
  plainFileSize,
  sealedFileSize,
} from './sealed-file.layout.ts';
export {
  type ByteRange,
  type OpenedFile,
  openSealedFile,
  openSealedRange,
  type SealedSource,
} from './sealed-file.reader.ts';
export { fileKeyVersion, resealedFileKey, sealStream } from './sealed-file.writer.ts';
export { selfSigned } from './self-signed.ts';
export { type SessionClaims, signSession, verifySession } from './session-token.ts';
export { derivedSigner, newSigner, openSigner, type Signer, verifySignature } from './signing-key.ts';
export { hashSlowly, isOutdatedHash, matchesSlowly } from './slow-hash.ts';
export { newWebhookSecret, type SignedMessage, signWebhook } from './webhook-signature.ts';
export type { Cipher } from './xml-ciphertext.ts';
