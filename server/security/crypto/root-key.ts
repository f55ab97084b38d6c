import type { KeyObject } from 'node:crypto';
import { KeyUnavailable } from './crypto.errors.ts';

export type KeyPurpose = 'seal' | 'index';

/** A data key as the database keeps it: unreadable without the root key named by `rootKeyId`. */
export interface WrappedKey {
  readonly purpose: KeyPurpose;
  readonly version: number;
  readonly wrapped: Buffer;
  readonly rootKeyId: string;
}

/** What wraps the data keys, as an opaque handle: a local key file or a KMS key. */
export interface RootKey {
  /** The key that wraps, as it was when this handle was made; a root rotation may have put another in front since. */
  readonly id: string;
}

/** What a wrapped key is bound to; a wrapped key moved to another scope, purpose or version stays shut. */
export interface KeyBinding {
  readonly scopeId: string;
  readonly purpose: KeyPurpose;
  readonly version: number;
}

export type Wrapping = Pick<WrappedKey, 'wrapped' | 'rootKeyId'>;

export interface RootKeyDriver {
  opens(rootKeyId: string): boolean;
  generate(binding: KeyBinding): Promise<Wrapping>;
  wrap(binding: KeyBinding, key: KeyObject): Promise<Wrapping>;
  /** Throws KeyUnavailable when the root key refuses or is withdrawn; any other error means "not now". */
  unwrap(binding: KeyBinding, rootKeyId: string, wrapped: Buffer): Promise<KeyObject>;
}

const drivers = new WeakMap<RootKey, RootKeyDriver>();

/** Hides the driver behind a handle that carries only its id. */
export function hideRootKey(id: string, driver: RootKeyDriver): RootKey {
  const root: RootKey = Object.freeze({ id });
  drivers.set(root, driver);
  return root;
}

export function driverOf(root: RootKey): RootKeyDriver {
  const driver = drivers.get(root);
  if (!driver) throw new KeyUnavailable('This is not a root key.');
  return driver;
}

/** Several root keys as one: the first wraps, and each opens what it wrapped (bring-your-own key, moves to KMS). */
export function anyRootKey(first: RootKey, ...others: RootKey[]): RootKey {
  const all = [first, ...others].map(driverOf);
  const lead = driverOf(first);
  return hideRootKey(first.id, {
    opens: (rootKeyId) => all.some((driver) => driver.opens(rootKeyId)),
    generate: lead.generate,
    wrap: lead.wrap,
    async unwrap(binding, rootKeyId, wrapped) {
      const driver = all.find((candidate) => candidate.opens(rootKeyId));
      if (!driver) throw unknownRootKey(rootKeyId);
      return driver.unwrap(binding, rootKeyId, wrapped);
    },
  });
}

/**
 * One root key for all, and for some scopes their own: theirs wraps and opens their data keys and nobody else's.
 * What the first one wrapped before a scope brought its own key stays open until it is wrapped anew.
 */
export function rootKeyByScope(first: RootKey, own: ReadonlyMap<string, RootKey>): RootKey {
  const lead = driverOf(first);
  const of = ({ scopeId }: KeyBinding) => {
    const key = own.get(scopeId);
    return key === undefined ? lead : driverOf(key);
  };
  return hideRootKey(first.id, {
    opens: lead.opens,
    generate: (binding) => of(binding).generate(binding),
    wrap: (binding, key) => of(binding).wrap(binding, key),
    unwrap(binding, rootKeyId, wrapped) {
      const its = of(binding);
      return (its.opens(rootKeyId) ? its : lead).unwrap(binding, rootKeyId, wrapped);
    },
  });
}

/** A fresh wrapped data key. */
export async function newWrappedKey(
  root: RootKey,
  scopeId: string,
  purpose: KeyPurpose,
  version: number,
): Promise<WrappedKey> {
  return { purpose, version, ...(await driverOf(root).generate({ scopeId, purpose, version })) };
}

/** The first keys of a scope: seal version 1 and index version 1. */
export async function newWrappedKeys(root: RootKey, scopeId: string): Promise<WrappedKey[]> {
  return Promise.all([newWrappedKey(root, scopeId, 'seal', 1), newWrappedKey(root, scopeId, 'index', 1)]);
}

/** The same data key under the current root key (root rotation); the data sealed by it need not change. */
export async function rewrapKey(root: RootKey, scopeId: string, key: WrappedKey): Promise<WrappedKey> {
  const driver = driverOf(root);
  const binding = { scopeId, purpose: key.purpose, version: key.version };
  const opened = await driver.unwrap(binding, key.rootKeyId, key.wrapped);
  return { ...key, ...(await driver.wrap(binding, opened)) };
}

export function unknownRootKey(rootKeyId: string): KeyUnavailable {
  return new KeyUnavailable(`The root key ${rootKeyId} is not configured.`);
}
