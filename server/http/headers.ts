import { validateHeaderValue } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import { dataPolicy, pagePolicy, previewPolicy } from './content-policy.ts';
import { dataPermissions, pagePermissions } from './permissions-policy.ts';

/**
 * What a reply is, which fixes its headers:
 * `private`  the default, data and errors: nobody may store it, and as a page it could do nothing.
 * `page`     the app's own HTML: may load the app, and nobody may store it either.
 * `public`   the same for everyone; may be kept for 5 minutes.
 * `asset`    a static file whose name holds a digest of its content; kept for a year.
 * `badge`    an image that says how the deployment does, for the pages of anyone; kept for half a minute.
 * `preview`  a file someone uploaded, shown in the page: sandboxed, and private.
 */
export type HeaderProfile = 'private' | 'page' | 'public' | 'asset' | 'badge' | 'preview';

declare module 'fastify' {
  interface FastifyReply {
    headerProfile: HeaderProfile;
  }
}

type Headers = Readonly<Record<string, string>>;

const common: Headers = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

// A header costs about a microsecond a reply: what only means something to a page is sent with pages only.
const forData: Headers = {
  ...common,
  'content-security-policy': dataPolicy,
  'permissions-policy': dataPermissions,
  'x-frame-options': 'DENY',
};
const forPages: Headers = {
  ...common,
  'content-security-policy': pagePolicy,
  'permissions-policy': pagePermissions,
  'x-frame-options': 'DENY',
  'origin-agent-cluster': '?1',
  'x-permitted-cross-domain-policies': 'none',
  'x-dns-prefetch-control': 'off',
};
const unstored: Headers = {
  'cache-control': 'no-store',
  pragma: 'no-cache',
  vary: 'Cookie, Authorization',
};

const profiles: Readonly<Record<HeaderProfile, Headers>> = {
  private: { ...forData, ...unstored },
  page: { ...forPages, ...unstored },
  public: { ...forPages, 'cache-control': 'public, max-age=300' },
  asset: { ...forData, 'cache-control': 'public, max-age=31536000, immutable' },
  badge: {
    ...forData,
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=30',
  },
  preview: {
    ...forPages,
    ...unstored,
    'content-security-policy': previewPolicy,
    'x-frame-options': 'SAMEORIGIN',
  },
};

/** The header set of a kind of reply, for replies that leave without Fastify (raw sockets, hijacked streams). */
export function securityHeaders(profile: HeaderProfile = 'private'): Headers {
  return profiles[profile];
}

/**
 * Puts the strict headers on every reply, as the last word: a route chooses its `reply.headerProfile` and can
 * weaken nothing else. An error is always `private`.
 */
export function registerHeaders(app: FastifyInstance): void {
  app.decorateReply('headerProfile', 'private');
  app.addHook('onSend', (request, reply, payload, done) => {
    const unsendable = dropUnsendable(reply);
    if (unsendable !== undefined) return done(new AppError('internal', { private: { header: unsendable } }));
    reply.removeHeader('server').removeHeader('x-powered-by');
    reply.headers(profiles[profileOf(reply)]).header('x-request-id', request.id);
    done(null, payload);
  });
}

// Fastify answers a header that Node will not send in its own words and without any of ours.
function dropUnsendable(reply: FastifyReply): string | undefined {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    try {
      if (Array.isArray(value)) for (const one of value) validateHeaderValue(name, one);
      else validateHeaderValue(name, String(value));
    } catch {
      reply.removeHeader(name);
      return name;
    }
  }
  return undefined;
}

function profileOf(reply: FastifyReply): HeaderProfile {
  return reply.statusCode >= 400 ? 'private' : reply.headerProfile;
}

const digestInName = /^\/assets\/[^?]*[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]{2,5}$/;

/** The profile of a file of the web app by its path: only a name with a digest may be kept. */
export function staticProfile(path: string): HeaderProfile {
  return digestInName.test(path) ? 'asset' : 'page';
}
