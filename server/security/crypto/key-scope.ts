import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { blindTokens } from './blind-token.ts';
import { associatedData, blobHeader, FORMAT, type Format, openBlob, sealBlob } from './blob.ts';
import { KeyUnavailable, UnknownKeyVersion, UnsealError } from './crypto.errors.ts';
import { createOpenedValues } from './opened-values.ts';
import { brandSealed, type SealContext, type Sealed, type SealMark } from './sealed.ts';

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
  /** The same for what lists show again and again: remembered, hence frozen, and gone when the keys are. */
  unsealKept<T>(ctx: SealContext, blob: Sealed<T>): T;
  /** Seals what lists show, and remembers it as if it had been opened. */
  sealKept<T>(ctx: SealContext, value: T): Sealed<T>;
  /** What was remembered so of the blob with this mark; undefined where it has to be fetched. */
  kept<T>(ctx: SealContext, mark: SealMark<T>): T | undefined;
  sealBytes(ctx: SealContext, plaintext: Uint8Array): Sealed<Buffer>;
  unsealBytes(ctx: SealContext, blob: Uint8Array): Buffer;
  /** Which key version sealed this blob. */
  versionOf(blob: Uint8Array): number;
  /** Opens with the version the blob names and seals with the current one, whatever is inside. */
  reseal(ctx: SealContext, blob: Uint8Array): Buffer;
  /** HMAC-SHA256, 32 bytes, for look-ups by equality. The caller normalises `value`. */
  lookup(purpose: string, value: string): Buffer;
  /** The first 64 bits of the keyed digest, signed, for a `bigint` column of the blind index. */
  token64(purpose: string, word: string): bigint;
  /** The same for many words at once, which is far cheaper than one by one. */
  tokens64(purpose: string, words: readonly string[]): bigint[];
  /** HMAC-SHA256, 32 bytes, under a key derived for `purpose` alone. */
  mac(purpose: string, data: string | Uint8Array): Buffer;
}

export interface ScopeKeys {
  readonly scopeId: string;
  /** By version. */
  readonly seal: ReadonlyMap<number, KeyObject>;
  /** The one to seal with. */
  readonly sealVersion: number;
  readonly index: KeyObject;
  readonly onUnknownVersion: () => void;
}

export interface OwnedScope {
  readonly scope: KeyScope;
  readonly close: () => void;
  /** Drops what it remembers; what uses it still goes on. */
  readonly rest: () => void;
}

/** Seals keys in a format of their own, which the scope's public methods do not open. */
export interface KeyBox {
  sealKey(ctx: SealContext, bytes: Uint8Array): Sealed<Buffer>;
  openKey(ctx: SealContext, blob: Uint8Array): Buffer;
}

const keyBoxes = new WeakMap<KeyScope, KeyBox>();

/** Not part of the folder's face: for keys that are themselves sealed (files, signing). */
export function keyBoxOf(scope: KeyScope): KeyBox {
  const box = keyBoxes.get(scope);
  if (!box) throw new KeyUnavailable('This is not a key scope.');
  return box;
}

/** Not part of the folder's face: only the key ring turns keys into a scope. */
export function ownScope(keys: ScopeKeys): OwnedScope {
  const { sealVersion } = keys;
  let seals = keys.seal;
  let subkey = subkeys(keys.index);
  const opened = createOpenedValues();
  const digest = (purpose: string, data: string | Uint8Array) =>
    createHmac('sha256', subkey(purpose)).update(data).digest();
  const tokens = (purpose: string, words: readonly string[]) => blindTokens(subkey(purpose), words);

  function keyOf(version: number): KeyObject {
    const key = seals.get(version);
    if (key) return key;
    if (seals.size === 0) throw closedError();
    keys.onUnknownVersion();
    throw new UnknownKeyVersion(keys.scopeId, version);
  }

  function sealAs(format: Format, ctx: SealContext, plaintext: string | Uint8Array): Buffer {
    const ad = associatedData(format, keys.scopeId, ctx);
    return sealBlob(keyOf(sealVersion), format, sealVersion, ad, plaintext);
  }

  function openAs(format: Format, ctx: SealContext, blob: Uint8Array): Buffer {
    const header = blobHeader(blob);
    if (header.format !== format) throw new UnsealError();
    return openBlob(keyOf(header.version), associatedData(format, keys.scopeId, ctx), blob);
  }

  const unseal = <T>(ctx: SealContext, blob: Sealed<T>): T =>
    JSON.parse(openAs(FORMAT.json, ctx, blob).toString('utf8'));

  const sealText = <T>(ctx: SealContext, text: string | undefined): Sealed<T> => {
    if (text === undefined) throw new TypeError('only a JSON value can be sealed');
    return brandSealed<T>(sealAs(FORMAT.json, ctx, text));
  };

  const scope: KeyScope = Object.freeze({
    scopeId: keys.scopeId,
    sealVersion,
    seal: <T>(ctx: SealContext, value: T) => sealText<T>(ctx, JSON.stringify(value)),
    unseal,
    sealKept<T>(ctx: SealContext, value: T) {
      const text = JSON.stringify(value);
      const blob = sealText<T>(ctx, text);
      opened.keep(ctx, blob, JSON.parse(text));
      return blob;
    },
    unsealKept<T>(ctx: SealContext, blob: Sealed<T>): T {
      // What stands at exactly this place with exactly these bytes was put there as a T.
      const known = opened.get(ctx, blob) as T | undefined;
      if (known !== undefined) return known;
      const value = unseal(ctx, blob);
      opened.keep(ctx, blob, value);
      return value;
    },
    // What has this mark at exactly this place was put there as a T.
    kept: <T>(ctx: SealContext, mark: SealMark<T>) => opened.marked(ctx, mark) as T | undefined,
    sealBytes: (ctx: SealContext, plaintext: Uint8Array) =>
      brandSealed<Buffer>(sealAs(FORMAT.bytes, ctx, plaintext)),
    unsealBytes: (ctx: SealContext, blob: Uint8Array) => openAs(FORMAT.bytes, ctx, blob),
    versionOf: (blob: Uint8Array) => blobHeader(blob).version,
    reseal(ctx: SealContext, blob: Uint8Array) {
      const { format } = blobHeader(blob);
      return sealAs(format, ctx, openAs(format, ctx, blob));
    },
    lookup: (purpose: string, value: string) => digest(`lookup/${purpose}`, value),
    token64: (purpose: string, word: string) => tokens(`token/${purpose}`, [word])[0] ?? 0n,
    tokens64: (purpose: string, words: readonly string[]) => tokens(`token/${purpose}`, words),
    mac: (purpose: string, data: string | Uint8Array) => digest(`mac/${purpose}`, data),
  });
  keyBoxes.set(scope, {
    sealKey: (ctx, bytes) => brandSealed<Buffer>(sealAs(FORMAT.key, ctx, bytes)),
    openKey: (ctx, blob) => openAs(FORMAT.key, ctx, blob),
  });

  return {
    scope,
    rest: opened.close,
    close() {
      opened.close();
      seals = new Map();
      subkey = () => {
        throw closedError();
      };
    },
  };
}

/** One HKDF-SHA256 (RFC 5869) subkey per purpose, derived on first use. */
function subkeys(root: KeyObject): (purpose: string) => KeyObject {
  const derived = new Map<string, KeyObject>();
  return (purpose) => {
    const known = derived.get(purpose);
    if (known) return known;
    const key = deriveKey(root, purpose);
    derived.set(purpose, key);
    return key;
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
