import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { sessionToken } from '#server/security/session-token.ts';
import { rowsAsAdmin } from '#tests/support/accounts.ts';
import { type RawReply, rawRequest } from '#tests/support/raw-http.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

export { routes };

export const changing = (route: Route) => route.method !== 'GET' && route.method !== 'HEAD';
/** Routes no session lets anyone into: nothing another site could ride on. */
export const bearerOnly = ({ access }: Route) => access.kind === 'operator' || access.kind === 'scim';
export const nameOf = (route: Route) => `${route.method} ${route.url}`;

const someId = '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f';

export interface Door {
  readonly world: TestWorld;
  /** A minute later, so that the tries of one route do not use up the rate of the next. */
  nextMinute(): void;
  /** Sends these headers and this body, from an address of its own, as the owner of A unless told otherwise. */
  knock(route: Route, headers?: readonly string[], options?: KnockOptions): Promise<RawReply>;
  close(): Promise<void>;
}

export interface KnockOptions {
  readonly query?: string;
  readonly body?: string;
  /** Send no cookie. */
  readonly anonymous?: boolean;
  /** The CSRF token to send instead of the session's own; null for none. */
  readonly csrf?: string | null;
}

/** The real app behind a trusted proxy on this machine. */
export async function openDoor(): Promise<Door> {
  const clock = testClock(new Date());
  const world = await startTestWorld({ clock, env: { CASEWARD_TRUSTED_PROXIES: '127.0.0.1' } });
  const { userId, csrf } = world.a.people.owner;
  // Of a private device: the routes are many, and an hour has sixty minutes.
  const [{ id }] = await rowsAsAdmin(world.test, 'select id from app.sessions where user_id = $1', [userId]);
  const system = world.test.app.services.system();
  const { header: cookie } = sessionToken(system, { id, userId, privateDevice: true }, clock.now());
  let knocks = 0;
  return {
    world,
    nextMinute: () => clock.advance(60_000),
    knock(route, headers = [], options = {}) {
      knocks += 1;
      const token = options.csrf === undefined ? csrf : options.csrf;
      const path = route.url.replace(':workspaceId', world.a.workspaceId).replaceAll(/:\w+/g, someId);
      const body = options.body ?? '';
      const lines = [
        `${route.method} ${path}${options.query ?? ''} HTTP/1.1`,
        'Host: localhost',
        'Connection: close',
        `X-Forwarded-For: 198.51.${(knocks >> 8) & 255}.${knocks & 255}`,
        ...(options.anonymous === true ? [] : [`Cookie: ${cookie}`]),
        ...(token === null ? [] : [`X-Caseward-CSRF: ${token}`]),
        ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
        ...headers,
      ];
      return rawRequest(world.test.app.http, lines, body);
    },
    close: () => world.close(),
  };
}
