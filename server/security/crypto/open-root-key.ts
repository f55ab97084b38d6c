import { type KmsRootKeyOptions, kmsRootKey } from './kms-root-key.ts';
import { localRootKey } from './local-root-key.ts';
import { type RootKey, rootKeyByScope } from './root-key.ts';

/** Where the deployment's root key is, and which workspaces bring a key of their own. */
export type RootKeyPlace = (
  | { readonly kind: 'file'; readonly path: string }
  | ({ readonly kind: 'kms' } & KmsRootKeyOptions)
) & {
  /** By workspace: a key in AWS KMS which its owner may withdraw (claim FTS-15). */
  readonly own: ReadonlyMap<string, KmsRootKeyOptions>;
};

/** What wraps data keys: the deployment's root key, and for a workspace that brings one, its own. */
export function openRootKey(place: RootKeyPlace, { create = false } = {}): RootKey {
  const first = deploymentRootKey(place, { create });
  const own = new Map([...place.own].map(([workspaceId, options]) => [workspaceId, kmsRootKey(options)]));
  return own.size === 0 ? first : rootKeyByScope(first, own);
}

/** The deployment's alone: what a workspace goes back to. */
export function deploymentRootKey(place: RootKeyPlace, { create = false } = {}): RootKey {
  return place.kind === 'kms' ? kmsRootKey(place) : localRootKey(place.path, { create });
}
