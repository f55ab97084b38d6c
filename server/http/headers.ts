import { validateHeaderValue } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import { pagePolicy, previewPolicy } from './content-policy.ts';

/**
 * What a reply is, which fixes its headers:
 * `private`  the default: nobody may store it.
 * `public`   the same for everyone; may be kept for 5 minutes.
 * `asset`    a static file whose name holds a digest of its content; kept for a year.
 * `preview`  a file someone uploaded, shown in the page: sandboxed, and private.
 */
export type HeaderProfile = 'private' | 'public' | 'asset' | 'preview';

declare module 'fastify' {
  interface FastifyReply {
    headerProfile: HeaderProfile;
  }
}

type Headers = Readonly<Record<string, string>>;

// Every feature that current browsers know by name; an unknown name only makes noise in their consoles.
const deniedFeatures = [
  'accelerometer',
  'attribution-reporting',
  'autoplay',
  'browsing-topics',
  'camera',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'join-ad-interest-group',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'run-ad-auction',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

// A passkey is made and used by our own page, and a code is copied by it; nothing else is asked of the browser.
const ownFeatures = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get'];

const common: Headers = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': [
    ...deniedFeatures.map((feature) => `${feature}=()`),
    ...ownFeatures.map((feature) => `${feature}=(self)`),
  ].join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-permitted-cross-domain-policies': 'none',
  'x-dns-prefetch-control': 'off',
};

const unframed: Headers = { 'content-security-policy': pagePolicy, 'x-frame-options': 'DENY' };
const unstored: Headers = {
  'cache-control': 'no-store',
  pragma: 'no-cache',
  expires: '0',
  vary: 'Cookie, Authorization',
};

const profiles: Readonly<Record<HeaderProfile, Headers>> = {
  private: { ...common, ...unframed, ...unstored },
  public: { ...common, ...unframed, 'cache-control': 'public, max-age=300' },
  asset: { ...common, ...unframed, 'cache-control': 'public, max-age=31536000, immutable' },
  preview: {
    ...common,
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
    reply.headers(profiles[profileOf(reply)]).header('x-request-id', request.id);
    reply.removeHeader('server').removeHeader('x-powered-by');
    done(null, payload);
  });
}

// Fastify answers a header that Node will not send in its own words and without any of ours.
function dropUnsendable(reply: FastifyReply): string | undefined {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    try {
      for (const one of [value].flat()) validateHeaderValue(name, String(one));
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

/** The profile of a static file by its path: only a name with a digest may be kept. */
export function staticProfile(path: string): HeaderProfile {
  return digestInName.test(path) ? 'asset' : 'private';
}
