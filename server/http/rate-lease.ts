import type { RateStore } from './rate-limit.store.ts';

/** A rate class's numbers, with its name. */
export interface LeaseRule {
  readonly className: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

const LEASES_PER_WINDOW = 10;
const MAX_LEASE = 500;

/**
 * One key's part of one window, held by this node. Tokens are taken from the shared counter in batches before
 * they are spent, so all nodes together never spend more than the limit. What a node still holds when a window
 * ends is lost: at most one batch, which shrinks as the window empties.
 */
export class RateLease {
  readonly windowStart: number;
  readonly #rule: LeaseRule;
  readonly #store: RateStore;
  readonly #key: () => Uint8Array;
  #tokens = 0;
  #sharedLeft: number;
  #taking: Promise<void> | undefined;
  #waiting = 0;

  constructor(rule: LeaseRule, store: RateStore, key: () => Uint8Array, windowStart: number) {
    this.#rule = rule;
    this.#store = store;
    this.#key = key;
    this.#sharedLeft = rule.limit;
    this.windowStart = windowStart;
  }

  /** What is left for this key, as far as this node knows. */
  get remaining(): number {
    return this.#tokens + this.#sharedLeft;
  }

  /** Spends one. True or false at once if this node knows, else after one round trip. */
  spend(): boolean | Promise<boolean> {
    if (this.#tokens > 0) {
      this.#tokens -= 1;
      this.#refillEarly();
      return true;
    }
    return this.#sharedLeft === 0 ? false : this.#spendAfterTaking();
  }

  async #spendAfterTaking(): Promise<boolean> {
    this.#waiting += 1;
    try {
      while (this.#tokens === 0) {
        if (this.#sharedLeft === 0) return false;
        await this.#take();
      }
    } finally {
      this.#waiting -= 1;
    }
    this.#tokens -= 1;
    return true;
  }

  #refillEarly(): void {
    const batch = this.#batch();
    // A batch of one is never taken before it is needed: on another node it would be missed.
    if (batch === 1 || this.#tokens > batch / 2 || this.#sharedLeft === 0) return;
    // If this fails, the request that finds no token left tries again and reports it.
    this.#take().catch(() => {});
  }

  #take(): Promise<void> {
    this.#taking ??= this.#takeBatch().finally(() => {
      this.#taking = undefined;
    });
    return this.#taking;
  }

  async #takeBatch(): Promise<void> {
    const { granted, taken } = await this.#store.take({
      ...this.#rule,
      key: this.#key(),
      windowStart: new Date(this.windowStart),
      want: Math.max(this.#waiting, this.#batch()),
    });
    this.#tokens += granted;
    this.#sharedLeft = granted === 0 ? 0 : Math.max(0, this.#rule.limit - taken);
  }

  #batch(): number {
    const even = Math.min(MAX_LEASE, Math.ceil(this.#rule.limit / LEASES_PER_WINDOW));
    return Math.max(1, Math.min(even, Math.floor(this.#sharedLeft / 4)));
  }
}

// Past this many keys the oldest is dropped; it asks the database again.
const MAX_LEASES = 20_000;

/** The windows of one class that this node holds, the oldest first. */
export class LeaseShelf {
  readonly #rule: LeaseRule;
  readonly #store: RateStore;
  readonly #digest: (text: string) => Uint8Array;
  readonly #leases = new Map<string, RateLease>();

  constructor(rule: LeaseRule, store: RateStore, digest: (text: string) => Uint8Array) {
    this.#rule = rule;
    this.#store = store;
    this.#digest = digest;
  }

  lease(subject: string, windowStart: number): RateLease {
    const known = this.#leases.get(subject);
    if (known?.windowStart === windowStart) return known;
    const fresh = new RateLease(this.#rule, this.#store, () => this.#digest(subject), windowStart);
    // Deleted first, so that the order of the map stays the order of the windows.
    this.#leases.delete(subject);
    this.#leases.set(subject, fresh);
    // Two out for each one in: windows that are over leave faster than new ones come.
    this.#dropOldest(windowStart);
    this.#dropOldest(windowStart);
    return fresh;
  }

  #dropOldest(windowStart: number): void {
    const [oldest] = this.#leases;
    if (oldest === undefined) return;
    const over = oldest[1].windowStart < windowStart;
    if (over || this.#leases.size > MAX_LEASES) this.#leases.delete(oldest[0]);
  }
}
