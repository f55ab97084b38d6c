import type { FastifyReply } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import type { Clock } from '#server/platform/clock/index.ts';
import { clientPlace } from '#server/security/client-place.ts';
import { LeaseShelf } from './rate-lease.ts';
import type { RateStore } from './rate-limit.store.ts';

export interface RateClass {
  readonly limit: number;
  readonly windowSeconds: number;
  /** Whose requests are counted together. Without an actor, `actor` counts by address. */
  readonly by: 'actor' | 'address';
  /** Lets requests through while the counter cannot be reached. */
  readonly uncounted?: 'passes';
}

export interface RateSubject {
  /** A user's or a token's id. */
  readonly actor?: string | undefined;
  /** As `createClientAddress` gives it. */
  readonly address: string;
}

export interface RateDecision {
  readonly allowed: boolean;
  /** Requests left in this window, as far as this node knows. */
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly className: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

export interface RateLimiterOptions<Name extends string> {
  readonly store: RateStore;
  readonly clock: Clock;
  readonly classes: Readonly<Record<Name, RateClass>>;
  /** A keyed digest of 32 bytes. */
  readonly digest: (text: string) => Uint8Array;
}

export interface RateLimiter<Name extends string> {
  /**
   * Counts one request (claims FC-41, FL-22). At once while this node holds tokens, which it takes ahead of
   * need; a key's first request in a window waits for one round trip. Rejects with `unavailable` when the
   * counter cannot be reached: a limit that cannot be kept lets nothing through,
   * unless its class says otherwise.
   */
  check(className: Name, subject: RateSubject): RateDecision | Promise<RateDecision>;
}

/** Fixed windows counted in PostgreSQL, shared by all nodes and never exceeded. */
export function createRateLimiter<Name extends string>(options: RateLimiterOptions<Name>): RateLimiter<Name> {
  const { store, clock, classes, digest } = options;
  const held = new Map<Name, LeaseShelf>();

  return {
    check(className, subject) {
      const { by, limit, windowSeconds, uncounted } = classes[className];
      const now = clock.now().getTime();
      const length = windowSeconds * 1_000;
      const windowStart = now - (now % length);
      const shelf = held.get(className) ?? new LeaseShelf({ className, limit, windowSeconds }, store, digest);
      held.set(className, shelf);
      const lease = shelf.lease(countedAs(by, subject), windowStart);
      const resetSeconds = Math.ceil((windowStart + length - now) / 1_000);
      const decide = (allowed: boolean): RateDecision => ({
        allowed,
        remaining: lease.remaining,
        resetSeconds,
        className,
        limit,
        windowSeconds,
      });
      const spent = lease.spend();
      return typeof spent === 'boolean'
        ? decide(spent)
        : spent.then(decide, (cause) => (uncounted === 'passes' ? decide(true) : unavailable(cause)));
    },
  };
}

function countedAs(by: RateClass['by'], { actor, address }: RateSubject): string {
  return by === 'actor' && actor !== undefined ? `actor ${actor}` : `address ${clientPlace(address)}`;
}

function unavailable(cause: unknown): never {
  throw new AppError('unavailable', { cause, private: 'rate counter', retryAfter: 5 });
}

/** Puts the standard headers on the reply (IETF draft-ietf-httpapi-ratelimit-headers) and throws the 429. */
export function applyRate(decision: RateDecision, reply: Pick<FastifyReply, 'header'>): void {
  const { allowed, className, limit, windowSeconds, remaining, resetSeconds } = decision;
  reply.header('ratelimit-policy', `"${className}";q=${limit};w=${windowSeconds}`);
  reply.header('ratelimit', `"${className}";r=${remaining};t=${resetSeconds}`);
  if (!allowed) throw new AppError('too_many_requests', { retryAfter: resetSeconds });
}
