import type { KeyObject } from 'node:crypto';
import { KeyUnavailable, UnknownKeyVersion } from './crypto.errors.ts';
import { type KeyScope, type OwnedScope, ownScope } from './key-scope.ts';
import { driverOf, type KeyPurpose, type RootKey, type RootKeyDriver, type WrappedKey } from './root-key.ts';

/** The scope of deployment-wide secrets: e-mail look-ups, user names, session signing, checkpoint keys. */
export const SYSTEM_SCOPE = '00000000-0000-0000-0000-000000000000';

/** Hands out key scopes. Keep a scope for one request or job, not longer: the ring is where it is refreshed. */
export interface KeyRing {
  /** The scope's handle; loaded and unwrapped on first use. Throws KeyUnavailable when its keys are gone. */
  open(scopeId: string): Promise<KeyScope>;
  /** The handle, if it is in memory and fresh. */
  peek(scopeId: string): KeyScope | undefined;
  /** Loads the keys again, as after a rotation by another process. */
  reload(scopeId: string): Promise<KeyScope>;
  /**
   * Runs `work`; when it meets a key version that this process has not loaded, reloads and runs it again, once for
   * each scope it works with.
   */
  retrying<R>(scopeId: string, work: (scope: KeyScope) => R | Promise<R>): Promise<R>;
  /** False while the root key or the database did not answer when last asked: what is in memory serves meanwhile. */
  answered(): boolean;
  /** Drops the keys from memory; the handle given out last stops working. */
  forget(scopeId: string): void;
}

export interface KeyRingOptions {
  readonly root: RootKey;
  /** Every wrapped key of the scope, in any order; none when the scope was destroyed. */
  readonly load: (scopeId: string) => Promise<readonly WrappedKey[]>;
  /** How long keys serve before the root key is asked again, in ms; a withdrawn key stops working by then. */
  readonly maxAge?: number;
  /** How long keys serve while the root key or the database cannot be asked, in ms. */
  readonly outage?: number;
  /**
   * How long a new key version is only read with, in ms, so that every other process has loaded it before
   * anything is sealed with it; at least their `maxAge`.
   */
  readonly settle?: number;
  /** How many scopes stay in memory. */
  readonly capacity?: number;
  /** A clock in ms. */
  readonly now?: () => number;
}

interface Held extends OwnedScope {
  readonly openedAt: number;
  /** When this process first saw each seal version. */
  readonly seen: ReadonlyMap<number, number>;
}

const MINUTE = 60_000;
const RELOAD_PAUSE = 1_000;

/** The unwrapped keys of this process. */
export function createKeyRing(options: KeyRingOptions): KeyRing {
  const { load, maxAge = 5 * MINUTE, outage = 60 * MINUTE, settle = maxAge } = options;
  const { capacity = 10_000, now = Date.now } = options;
  const driver = driverOf(options.root);
  const held = new Map<string, Held>();
  const opening = new Map<string, Promise<KeyScope>>();
  let answered = true;

  function heldWithin(scopeId: string, age: number): KeyScope | undefined {
    const entry = held.get(scopeId);
    return entry && now() - entry.openedAt < age ? entry.scope : undefined;
  }

  function forget(scopeId: string): void {
    held.get(scopeId)?.close();
    held.delete(scopeId);
    opening.delete(scopeId);
  }

  function keep(scopeId: string, opened: Held): KeyScope {
    held.get(scopeId)?.rest();
    held.delete(scopeId);
    held.set(scopeId, opened);
    const [eldest] = held.keys();
    if (held.size > capacity && eldest !== undefined) {
      held.get(eldest)?.rest();
      held.delete(eldest);
    }
    return opened.scope;
  }

  async function unwrapScope(scopeId: string): Promise<Held> {
    const { seal, index } = await unwrapAll(driver, scopeId, await load(scopeId));
    const openedAt = now();
    const known = held.get(scopeId)?.seen;
    const seen = new Map([...seal.keys()].map((version) => [version, known?.get(version) ?? openedAt]));
    const sealVersion = settledVersion(seen, openedAt - settle);
    const onUnknownVersion = () => reloadBehind(scopeId);
    return { ...ownScope({ scopeId, seal, sealVersion, index, onUnknownVersion }), openedAt, seen };
  }

  function reload(scopeId: string): Promise<KeyScope> {
    const running = opening.get(scopeId);
    if (running) return running;
    const started: Promise<KeyScope> = unwrapScope(scopeId)
      .then((opened) => {
        answered = true;
        if (opening.get(scopeId) === started) return keep(scopeId, opened);
        opened.close();
        throw new KeyUnavailable('These keys were forgotten.');
      })
      .catch((error: unknown) => {
        if (!(error instanceof KeyUnavailable)) answered = false;
        if (error instanceof KeyUnavailable && opening.get(scopeId) === started) forget(scopeId);
        throw error;
      })
      .finally(() => {
        if (opening.get(scopeId) === started) opening.delete(scopeId);
      });
    opening.set(scopeId, started);
    return started;
  }

  async function learn({ scopeId, version }: UnknownKeyVersion): Promise<void> {
    // A load that was under way may have read the keys before this one was there.
    const joined = opening.has(scopeId);
    await reload(scopeId);
    if (joined && held.get(scopeId)?.seen.has(version) !== true) await reload(scopeId);
  }

  // The pause keeps a forged version number in the database from turning every read into a reload.
  function reloadBehind(scopeId: string): void {
    if (!heldWithin(scopeId, RELOAD_PAUSE)) reload(scopeId).catch(() => undefined);
  }

  async function open(scopeId: string): Promise<KeyScope> {
    const scope = heldWithin(scopeId, maxAge);
    if (scope) return scope;
    return reload(scopeId).catch((error: unknown) => {
      const stale = heldWithin(scopeId, outage);
      if (!stale || error instanceof KeyUnavailable) throw error;
      return stale;
    });
  }

  return {
    open,
    reload,
    forget,
    answered: () => answered,
    peek: (scopeId) => heldWithin(scopeId, maxAge),
    async retrying(scopeId, work) {
      const reloaded = new Set<string>();
      for (;;) {
        try {
          return await work(heldWithin(scopeId, maxAge) ?? (await open(scopeId)));
        } catch (error) {
          if (!(error instanceof UnknownKeyVersion) || reloaded.has(error.scopeId)) throw error;
          reloaded.add(error.scopeId);
          await learn(error);
        }
      }
    },
  };
}

/** The newest version that was seen by then; before that the oldest one, which everybody knows. */
function settledVersion(seen: ReadonlyMap<number, number>, by: number): number {
  const settled = [...seen].filter(([, since]) => since <= by).map(([version]) => version);
  return settled.length > 0 ? Math.max(...settled) : Math.min(...seen.keys());
}

interface UnwrappedKeys {
  readonly seal: Map<number, KeyObject>;
  readonly index: KeyObject;
}

async function unwrapAll(
  driver: RootKeyDriver,
  scopeId: string,
  wrapped: readonly WrappedKey[],
): Promise<UnwrappedKeys> {
  const opened = await Promise.all(
    wrapped.map(async ({ purpose, version, rootKeyId, wrapped: bytes }) => ({
      purpose,
      version,
      key: await driver.unwrap({ scopeId, purpose, version }, rootKeyId, bytes),
    })),
  );
  const of = (purpose: KeyPurpose) =>
    new Map(opened.filter((k) => k.purpose === purpose).map((k) => [k.version, k.key]));
  const seal = of('seal');
  const indexes = of('index');
  const index = indexes.get(Math.max(...indexes.keys()));
  if (seal.size === 0 || !index) throw new KeyUnavailable('The keys of this scope do not exist.');
  return { seal, index };
}
