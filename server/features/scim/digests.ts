import type { KeyScope } from '#server/security/crypto/index.ts';

/** User names and the names of groups are the same in any case (RFC 7643, 4.1.1); ids of the directory are not. */
export function userNameDigest(scope: KeyScope, userName: string): Buffer {
  return scope.lookup('scim-user-name', userName.normalize('NFC').toLowerCase());
}

/** Only ever compared with what the directory itself said: no id of ours is found by it (CVE-2025-41115). */
export function externalIdDigest(scope: KeyScope, externalId: string): Buffer {
  return scope.lookup('scim-external-id', externalId);
}

export function groupNameDigest(scope: KeyScope, name: string): Buffer {
  return scope.lookup('scim-group', name.normalize('NFC').toLowerCase());
}
