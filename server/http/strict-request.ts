import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import { hasControlCharacter, queryRefusal } from './strict-query.ts';

const MAX_URL = 2_048;
// A longer one fits no file name and no identifier of ours.
const longSegment = /[^/]{201}/;
const visibleAscii = /^[\x21-\x7e]*$/;

/** Headers that mean one thing: two of them would let two layers of the stack read two requests. */
const singleHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'origin',
  'range',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'transfer-encoding',
  'x-caseward-csrf',
]);

const overrideHeaders = ['x-http-method-override', 'x-http-method', 'x-method-override'] as const;

type Step = (request: FastifyRequest) => AppError | undefined;

const steps: readonly Step[] = [
  plainUrl,
  strictQuery,
  singleHeadersOnce,
  hostNamed,
  noMethodOverride,
  hostCookiesOnce,
  noBodyOnRead,
];

/** Refuses, before anything else runs, requests that two layers could read in two ways (claim FC-42). */
export function registerStrictRequest(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    for (const step of steps) {
      const error = step(request);
      if (error !== undefined) return done(error);
    }
    done();
  });
}

function plainUrl({ raw }: FastifyRequest): AppError | undefined {
  const url = raw.url ?? '';
  if (url.length > MAX_URL) return new AppError('uri_too_long');
  const [path = ''] = url.split('?', 1);
  if (longSegment.test(path)) return new AppError('uri_too_long');
  const plain =
    visibleAscii.test(url) && path.startsWith('/') && !path.startsWith('//') && !/[\\#]/.test(url);
  if (!plain || !decodesCleanly(path)) return refused('The address is not valid.');
  return undefined;
}

function decodesCleanly(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    return !hasControlCharacter(decodeURIComponent(path));
  } catch {
    return false;
  }
}

function strictQuery(request: FastifyRequest): AppError | undefined {
  const reason = queryRefusal(request.query);
  return reason === undefined ? undefined : refused(reason);
}

function singleHeadersOnce({ raw: { rawHeaders } }: FastifyRequest): AppError | undefined {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    if (!singleHeaders.has(name)) continue;
    if (seen.has(name)) return refused(`The ${name} header is there twice.`);
    seen.add(name);
  }
  return undefined;
}

function hostNamed({ headers }: FastifyRequest): AppError | undefined {
  return headers.host === undefined && headers[':authority'] === undefined
    ? refused('The host header is missing.')
    : undefined;
}

function noMethodOverride({ headers }: FastifyRequest): AppError | undefined {
  return overrideHeaders.some((name) => headers[name] !== undefined)
    ? refused('The method cannot be overridden.')
    : undefined;
}

// Our own cookies are __Host- cookies; another application on the same host may send any of its own.
function hostCookiesOnce({ headers: { cookie } }: FastifyRequest): AppError | undefined {
  if (cookie === undefined || cookie.indexOf('__Host-') === cookie.lastIndexOf('__Host-')) return undefined;
  const names = cookie
    .split(';')
    .map((pair) => pair.split('=', 1)[0]?.trim() ?? '')
    .filter((name) => name.startsWith('__Host-'));
  return new Set(names).size < names.length ? refused('A cookie is there twice.') : undefined;
}

function noBodyOnRead({ method, headers }: FastifyRequest): AppError | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const length = headers['content-length'];
  const hasBody = headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
  return hasBody ? refused('This method takes no body.') : undefined;
}

function refused(message: string): AppError {
  return new AppError('bad_request', { message });
}
