import { AppError } from '#server/platform/app-error.ts';
import type { Clock } from '#server/platform/clock/index.ts';
import { equalSecrets, type KeyScope } from '#server/security/crypto/index.ts';
import { createClientAddress } from './client-address.ts';
import { type Credential, csrfRefusal } from './csrf.ts';
import type { RateClass, RateClassRule } from './rate-classes.ts';
import { createRateStore, type RunSql } from './rate-limit.store.ts';
import { applyRate, createRateLimiter } from './rate-limit.ts';
import type { Bearer, Guards } from './register-routes.ts';
import type { Route } from './route.ts';

export interface GuardOptions {
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  readonly system: () => KeyScope;
  readonly clock: Clock;
  readonly run: RunSql;
  readonly rateClasses: Readonly<Record<RateClass, RateClassRule>>;
  /** Whether this is a live operator token. */
  readonly operatorToken: (token: string) => Promise<boolean>;
}

const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/;

/** The guards in front of every route. */
export function createGuards(options: GuardOptions): Guards {
  const address = createClientAddress(options.trustedProxies);
  const csrf = {
    publicOrigin: new URL(options.publicUrl).origin,
    mac: (sessionId: string) => options.system().mac('csrf', sessionId).toString('base64url'),
    equal: equalSecrets,
  };
  const limiter = createRateLimiter({
    store: createRateStore(options.run),
    clock: options.clock,
    classes: options.rateClasses,
    digest: (text) => options.system().mac('rate', text),
  });
  return {
    address,
    async limitRate(request, reply, route, actor) {
      const decision = limiter.check(route.rate, { actor, address: address(request) });
      applyRate(decision instanceof Promise ? await decision : decision, reply);
    },
    async limitTokenChecks(request) {
      const { allowed, resetSeconds } = await limiter.check('token_check', { address: address(request) });
      if (!allowed) throw new AppError('too_many_requests', { retryAfter: resetSeconds });
    },
    checkForgery(request, route, bearer) {
      const refused = csrfRefusal(csrf, request, credential(route, bearer));
      if (refused !== undefined) throw refused;
    },
    async checkOperator({ headers }) {
      const token = BEARER.exec(headers.authorization ?? '')?.[1];
      if (token === undefined || !(await options.operatorToken(token))) throw new AppError('unauthenticated');
    },
  };
}

function credential({ access, byPrograms }: Route, { sessionId, token }: Bearer): Credential {
  if (byPrograms === true) return { kind: 'content' };
  if (access.kind === 'operator' || token === true) return { kind: 'bearer' };
  return sessionId === undefined || access.kind === 'public'
    ? { kind: 'none' }
    : { kind: 'cookie', sessionId };
}
