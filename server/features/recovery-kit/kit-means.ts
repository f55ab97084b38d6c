import {
  derivedSigner,
  type KeyScope,
  type RootKeyPlace,
  type Signer,
  sealRootKeys,
} from '#server/security/crypto/index.ts';
import type { KitMeans } from '#server/security/services.ts';
import { KIT_LABEL } from './recovery-kit.ts';

interface Settings {
  readonly rootKey: RootKeyPlace;
  readonly backups: { readonly archive: object | undefined };
}

/** What a server makes a kit with; undefined where another tool makes the backups, so that none is needed. */
export function kitMeans(config: Settings): KitMeans | undefined {
  return config.backups.archive === undefined ? undefined : { sealRootKeys: rootKeySealer(config) };
}

/** Seals the root keys of the file to the public key of a kit; a key service keeps its own. */
export function rootKeySealer({ rootKey }: Pick<Settings, 'rootKey'>): KitMeans['sealRootKeys'] {
  return async (publicKey) =>
    rootKey.kind === 'file' ? sealRootKeys(rootKey.path, publicKey, KIT_LABEL) : undefined;
}

/** Always the same for one deployment: a thief of the archive cannot slip in a backup of their own making. */
export function backupSigner(system: KeyScope): Signer {
  return derivedSigner(system, 'backups');
}
