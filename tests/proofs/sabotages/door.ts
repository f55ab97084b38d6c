import type { SabotageName } from '#proofs/sabotage-names.ts';
import type { PassingReply, PassingRequest, Sabotage } from '../sabotage.ts';

const isPage = (reply: PassingReply) => String(reply.headers['content-type']).startsWith('text/html');

const OLD_CLAIM = {
  id: 'FC-01',
  area: 'sign-in',
  sentence: 'It held once.',
  status: 'proven',
  proof: 'live',
  triedAt: '2020-01-01T00:00:00Z',
  provenAt: '2020-01-01T00:00:00Z',
  goodUntil: '2020-01-15T00:00:00Z',
  redDays: [],
  build: 'b',
  limits: 'Much.',
};

export const doorSabotages = {
  'cookie-open-to-scripts': { rewrite: () => ({ reply: header('set-cookie', / HttpOnly;/, '') }) },
  'inline-scripts-allowed': {
    rewrite: () => ({
      reply: header('content-security-policy', "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    }),
  },
  'integrity-left-out': {
    rewrite: () => ({
      reply: (reply) => isPage(reply) && edit(reply, (text) => text.replace(/ integrity="[^"]*"/g, '')),
    }),
  },
  'refusals-without-headers': {
    rewrite: () => ({ reply: (reply) => reply.status >= 400 && delete reply.headers['referrer-policy'] }),
  },
  'forged-requests-pass': { rewrite: () => ({ request: lendTheToken() }) },
  'caches-keep-it': {
    rewrite: () => ({
      reply: (reply) => void Object.assign(reply.headers, { 'cache-control': 'private, max-age=60' }),
    }),
  },
  'refusals-tell-the-stack': {
    rewrite: () => ({
      reply: (reply) =>
        reply.status >= 400 && edit(reply, (text) => text.replace('}', ',"stack":"at /srv/app.ts:1:1"}')),
    }),
  },
  'titles-turn-round': {
    rewrite: () => ({
      request: (request) => {
        if (!request.path.endsWith('/cases')) return;
        request.body = Buffer.from(
          request.body.toString('utf8').replace(/[\u2028\u202D\u202E\u2066\u2067]/g, ''),
        );
      },
    }),
  },
  'file-names-as-typed': {
    rewrite: () => ({
      reply: header('content-disposition', /filename=.*/, 'filename="a"; filename="run.exe"'),
    }),
  },
  'limits-unannounced': {
    rewrite: () => ({
      reply: ({ headers }) => {
        for (const name of Object.keys(headers)) if (name.startsWith('ratelimit')) delete headers[name];
      },
    }),
  },
  'identifiers-by-the-clock': {
    rewrite: () => ({
      request: (request) => {
        request.path = request.path.replace(/(-[0-9a-f]{4})-1([0-9a-f]{3}-[89ab])/g, '$1-4$2');
      },
      reply: (reply) =>
        edit(reply, (text) => text.replace(/(-[0-9a-f]{4})-4([0-9a-f]{3}-[89ab])/g, '$1-1$2')),
    }),
  },
  'promises-without-proof': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === '/api/v1/trust' &&
        edit(reply, (text) => text.replace('"claims":[', '"claims":[{"id":"FC-01","sentence":"Trust us."}')),
    }),
  },
  'old-proofs-count': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === '/api/v1/trust' &&
        edit(reply, (text) => text.replace('"claims":[', `"claims":[${JSON.stringify(OLD_CLAIM)}`)),
    }),
  },
  'anyone-publishes': {
    rewrite: () => ({
      reply: (reply, { path }) => path === '/api/v1/proof-runs' && Object.assign(reply, { status: 204 }),
    }),
  },
  'health-keeps-quiet': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === '/api/health' && edit(reply, (text) => text.replace(/\{"name":"backup"[^}]*\},?/, '')),
    }),
  },
  'old-backups-count': {
    rewrite: () => {
      const at = new Date(Date.now() - 27 * 3_600_000).toISOString();
      const old = JSON.stringify({ name: 'backup', status: 'ok', note: null, at, count: null, ms: 1 });
      return {
        reply: (reply, { path }) =>
          path === '/api/health' && edit(reply, (text) => text.replace(/\{"name":"backup"[^}]*\}/, old)),
      };
    },
  },
  'the-badge-stays-green': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === '/status/badge.svg' &&
        edit(reply, (text) => text.replaceAll(/status: [a-z]+/g, 'status: operational')),
    }),
  },
  'history-forgotten': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === '/api/v1/status' && edit(reply, (text) => text.replace(/"days":\[[^\]]*\]/g, '"days":[]')),
    }),
  },
  'badge-says-nothing': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === '/status/badge.svg' &&
        edit(reply, (text) => text.replace(/operational|degraded|down/g, 'unknown')),
    }),
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

function header(name: string, from: string | RegExp, to: string) {
  return (reply: PassingReply) => {
    const value = reply.headers[name];
    if (typeof value === 'string') reply.headers[name] = value.replace(from, to);
  };
}

function edit(reply: PassingReply, change: (text: string) => string): void {
  reply.body = Buffer.from(change(reply.body.toString('utf8')));
}

/** A door that adds what a browser of the right site would have sent. */
function lendTheToken(): (request: PassingRequest) => void {
  const tokens = new Map<string, string | string[]>();
  return ({ headers }) => {
    const { cookie, 'x-caseward-csrf': csrf } = headers;
    if (typeof cookie !== 'string') return;
    if (csrf !== undefined && !tokens.has(cookie)) tokens.set(cookie, csrf);
    headers['x-caseward-csrf'] = tokens.get(cookie) ?? 'none';
    headers['sec-fetch-site'] = 'same-origin';
    delete headers.origin;
  };
}
