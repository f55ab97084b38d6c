import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { associatedData, blobVersion, type Content, openBlob, sealBlob } from './blob.ts';
import { KeyUnavailable, UnknownKeyVersion } from './crypto.errors.ts';
import { brandSealed, type SealContext, type Sealed } from './sealed.ts';

/**
 * The keys of one workspace, or of the deployment, as an opaque handle: it seals, opens and digests, and
 * gives no way to the key bytes (claim FC-32). Every method throws KeyUnavailable once the ring forgot it.
 */
export interface KeyScope {
  readonly scopeId: string;
  /** The version new seals are made with. */
  readonly sealVersion: number;
  /** Seals any JSON value. Throws a TypeError for what JSON cannot hold at the top (undefined, a function). */
  seal<T>(ctx: SealContext, value: T): Sealed<T>;
  /** Throws UnsealError when the blob was changed, moved or sealed by another scope. */
  unseal<T>(ctx: SealContext, blob: Sealed<T>): T;
  sealBytes(ctx: SealContext, plaintext: Uint8Array): Sealed<Buffer>;
  unsealBytes(ctx: SealContext, blob: Uint8Array): Buffer;
  /** Which key version sealed this blob. */
  versionOf(blob: Uint8Array): number;
  /** Opens with the version the blob names and seals with the current one; works without knowing `T`. */
  reseal<T>(ctx: SealContext, blob: Sealed<T>): Sealed<T>;
  /** HMAC-SHA256, 32 bytes, for look-ups by equality. The caller normalises `value`. */
  lookup(purpose: string, value: string): Buffer;
  /** The first 64 bits of the keyed digest, signed, for a `bigint` column of the blind index. */
  token64(purpose: string, word: string): bigint;
  /** HMAC-SHA256, 32 bytes, under a key derived for `purpose` alone. */
  mac(purpose: string, data: string | Uint8Array): Buffer;
}

export interface ScopeKeys {
  readonly scopeId: string;
  /** By version. */
  readonly seal: ReadonlyMap<number, KeyObject>;
  readonly index: KeyObject;
  readonly onUnknownVersion: () => void;
}

export interface OwnedScope {
  readonly scope: KeyScope;
  readonly close: () => void;
}

/** Not part of the folder's face: only the key ring turns keys into a scope. */
export function ownScope(keys: ScopeKeys): OwnedScope {
  const sealVersion = Math.max(...keys.seal.keys());
  let seals = keys.seal;
  let digest = keyedDigest(keys.index);

  function keyOf(version: number): KeyObject {
    const key = seals.get(version);
    if (key) return key;
    if (seals.size === 0) throw closedError();
    keys.onUnknownVersion();
    throw new UnknownKeyVersion();
  }

  function sealAs(content: Content, ctx: SealContext, plaintext: string | Uint8Array): Buffer {
    const ad = associatedData(keys.scopeId, ctx, content);
    return sealBlob(keyOf(sealVersion), sealVersion, ad, plaintext);
  }

  function openAs(content: Content, ctx: SealContext, blob: Uint8Array): Buffer {
    const key = keyOf(blobVersion(blob));
    return openBlob(key, associatedData(keys.scopeId, ctx, content), blob);
  }

  const scope: KeyScope = {
    scopeId: keys.scopeId,
    sealVersion,
    seal<T>(ctx: SealContext, value: T) {
      const text = JSON.stringify(value);
      if (text === undefined) throw new TypeError('only a JSON value can be sealed');
      return brandSealed<T>(sealAs('json', ctx, text));
    },
    unseal: (ctx, blob) => JSON.parse(openAs('json', ctx, blob).toString('utf8')),
    sealBytes: (ctx, plaintext) => brandSealed<Buffer>(sealAs('bytes', ctx, plaintext)),
    unsealBytes: (ctx, blob) => openAs('bytes', ctx, blob),
    versionOf: blobVersion,
    reseal<T>(ctx: SealContext, blob: Sealed<T>) {
      return brandSealed<T>(sealAs('json', ctx, openAs('json', ctx, blob)));
    },
    lookup: (purpose, value) => digest(`lookup/${purpose}`, value),
    token64: (purpose, word) => digest(`token/${purpose}`, word).readBigInt64BE(0),
    mac: (purpose, data) => digest(`mac/${purpose}`, data),
  };

  return {
    scope: Object.freeze(scope),
    close() {
      seals = new Map();
      digest = () => {
        throw closedError();
      };
    },
  };
}

/** One HKDF-SHA256 (RFC 5869) subkey per purpose, derived on first use. */
function keyedDigest(root: KeyObject): (purpose: string, data: string | Uint8Array) => Buffer {
  const subkeys = new Map<string, KeyObject>();
  return (purpose, data) => {
    let subkey = subkeys.get(purpose);
    if (!subkey) {
      subkey = deriveKey(root, purpose);
      subkeys.set(purpose, subkey);
    }
    return createHmac('sha256', subkey).update(data).digest();
  };
}

function deriveKey(root: KeyObject, purpose: string): KeyObject {
  const bytes = Buffer.from(hkdfSync('sha256', root, '', `caseward/${purpose}`, 32));
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function closedError(): KeyUnavailable {
  return new KeyUnavailable('These keys were forgotten.');
}
