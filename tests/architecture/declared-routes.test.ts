import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { assertDeclared, UndeclaredRoute } from '#server/http/declared.ts';
import type { Route } from '#server/http/route.ts';

/** All that anyone may call without a session, at most. A new line here is a decision. */
const publicRoutes: ReadonlySet<string> = new Set([
  'GET /api/health',
  'GET /api/openapi.json',
  'GET /api/docs',
  'GET /api/v1/setup',
  'POST /api/v1/setup',
  'POST /api/v1/sign-in/codes',
  'POST /api/v1/sign-in',
  'POST /api/v1/sign-in/password',
  'POST /api/v1/sign-in/passkey-challenges',
  'POST /api/v1/sign-in/passkey',
  'POST /api/v1/sign-in/password-resets',
  'POST /api/v1/sign-in/password-resets/redemptions',
  'POST /api/v1/invitations/lookup',
  'POST /api/v1/token-leaks',
  'GET /api/v1/witness',
  'POST /api/v1/witness/checkpoints',
  'POST /api/v1/sso/offers',
  'POST /api/v1/sso/sign-ins',
  'POST /api/v1/sso/arrivals',
  'GET /api/v1/sso/:connectionId/metadata',
  // From an identity provider's page, or by its redirect: what gives them their right is a signature.
  'GET /api/v1/sso/:connectionId/callback',
  'POST /api/v1/sso/:connectionId/answers',
  'POST /api/v1/sso/:connectionId/sign-outs',
  'POST /api/v1/sso/:connectionId/sign-out-messages',
  'POST /api/v1/sso/:connectionId/back-channel-logouts',
  // For whoever holds the id of a certificate, which nobody guesses.
  'GET /api/v1/erasures/:erasureId',
  'GET /api/v1/trust',
  'GET /api/v1/trust/asvs',
  'GET /api/v1/trust/soc2',
  'GET /api/v1/trust/sub-processors',
  'GET /api/v1/trust/agreement',
  'GET /api/v1/trust/standing-attacks',
  'GET /api/v1/trust/evidence-pack',
  'GET /api/v1/trust/evidence-pack/file',
  'POST /api/v1/browser-errors',
  'POST /api/v1/privacy-requests',
  'POST /api/v1/privacy-requests/confirmations',
  'POST /api/v1/vulnerability-reports',
  'POST /api/v1/vulnerability-reports/lookup',
  'GET /api/v1/vulnerability-reports/credits',
  'GET /.well-known/security.txt',
  'GET /api/health/live',
  'GET /api/health/ready',
  'GET /api/v1/status',
  'GET /status/badge.svg',
]);

const parts = ['access', 'input', 'reply', 'rate', 'discloses', 'summary'] as const;

test('the routes as they are may start', () => assert.doesNotThrow(() => assertDeclared(routes)));

test('a route that lacks any of its parts stops the start', () => {
  const [whole] = routes;
  assert.ok(whole);
  for (const part of parts) {
    const { [part]: _, ...rest } = whole;
    assert.throws(() => assertDeclared([rest as Route]), UndeclaredRoute, part);
  }
});

test('one route alone is called by programs that know nothing of the app, and none of these relies on a session', () => {
  const found = routes.filter(({ byPrograms }) => byPrograms === true);
  assert.deepEqual(
    found.map(({ method, url }) => `${method} ${url}`),
    ['POST /api/v1/token-leaks'],
  );
  const inside = routes.find((route) => route.access.kind === 'session');
  assert.ok(inside);
  assert.throws(() => assertDeclared([{ ...inside, byPrograms: true }]), UndeclaredRoute);
});

test('two routes of one name stop the start', () => {
  const [route] = routes;
  assert.ok(route);
  assert.throws(() => assertDeclared([route, route]), UndeclaredRoute);
});

test('a route into a workspace that its address does not name stops the start', () => {
  const inside = routes.find((route) => route.access.kind === 'workspace');
  assert.ok(inside);
  const lost = { ...inside, url: '/api/v1/lost', input: {} };
  assert.throws(() => assertDeclared([lost]), UndeclaredRoute);
});

test('what anyone may call is one list', () => {
  const open = routes.filter((route) => route.access.kind === 'public');
  const surprising = open
    .map(({ method, url }) => `${method} ${url}`)
    .filter((name) => !publicRoutes.has(name));
  assert.deepEqual(surprising, []);
});
