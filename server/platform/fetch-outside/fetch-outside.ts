import { lookup, Resolver } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isOutside } from './outside-address.ts';
import { OutsideError } from './outside-error.ts';

export interface OutsideOptions {
  /** `host` or `host:port` inside the network that may be fetched nevertheless, plain http included. */
  readonly insideHosts: readonly string[];
  /** Milliseconds for the whole answer. */
  readonly patience?: number;
}

/** The one way out: whatever the server fetches by an address that somebody typed goes through here. */
export interface Outside {
  /** The body of a GET, of at most `largest` bytes. @throws OutsideError */
  fetch(address: string, largest: number): Promise<Buffer>;
  /** The TXT records of a name; none where it has none. @throws OutsideError */
  txt(name: string): Promise<string[]>;
}

interface Target {
  readonly url: URL;
  readonly address: string;
  readonly family: number;
}

const PATIENCE_MS = 5_000;
const NO_RECORDS: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Looks a name up once, refuses addresses that are not out on the internet, and connects to exactly the address
 * that was looked at: a name that answers differently the second time gains nothing. Redirects are refused.
 */
export function createOutside({ insideHosts, patience = PATIENCE_MS }: OutsideOptions): Outside {
  const allowed = new Set(insideHosts.map((host) => host.toLowerCase()));
  return {
    async fetch(typed, largest) {
      return get(await target(typed, allowed), largest, patience);
    },
    async txt(name) {
      const resolver = new Resolver({ timeout: patience, tries: 1 });
      try {
        return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
      } catch (error) {
        if (error instanceof Error && 'code' in error && NO_RECORDS.has(String(error.code))) return [];
        throw new OutsideError('unreachable');
      }
    },
  };
}

async function target(typed: string, allowed: ReadonlySet<string>): Promise<Target> {
  const url = URL.parse(typed);
  if (url === null || url.username !== '' || url.password !== '') throw new OutsideError('address');
  const inside = allowed.has(url.host.toLowerCase()) || allowed.has(url.hostname.toLowerCase());
  if (url.protocol !== 'https:' && !(inside && url.protocol === 'http:')) throw new OutsideError('address');
  const found = await resolve(url.hostname.replace(/^\[|\]$/g, ''));
  const [first] = found;
  if (first === undefined) throw new OutsideError('name');
  // One address inside among many is refused too: which one is taken must not matter.
  if (!inside && !found.every(({ address }) => isOutside(address))) throw new OutsideError('inside');
  return { url, ...first };
}

async function resolve(host: string): Promise<{ address: string; family: number }[]> {
  try {
    return await lookup(host, { all: true, verbatim: true });
  } catch {
    throw new OutsideError('name');
  }
}

function get({ url, address, family }: Target, largest: number, patience: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      method: 'GET',
      agent: false,
      headers: {
        accept: 'application/samlmetadata+xml, application/xml, application/json',
        'user-agent': 'Caseward',
      },
      signal: AbortSignal.timeout(patience),
      // Pinned: nobody is asked for the name again.
      lookup: (_host, options, done) =>
        options.all === true ? done(null, [{ address, family }]) : done(null, address, family),
    });
    request.once('response', (response) => {
      const { statusCode = 0 } = response;
      const chunks: Buffer[] = [];
      let size = 0;
      const fail = (reason: 'redirect' | 'status' | 'too-large') => {
        request.destroy();
        reject(new OutsideError(reason));
      };
      if (statusCode >= 300 && statusCode < 400) return fail('redirect');
      if (statusCode !== 200) return fail('status');
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largest) return fail('too-large');
        chunks.push(chunk);
      });
      response.once('end', () => resolve(Buffer.concat(chunks)));
      response.once('error', (error) => reject(reasonOf(error)));
    });
    request.once('error', (error) => reject(reasonOf(error)));
    request.end();
  });
}

function reasonOf(error: Error): OutsideError {
  return new OutsideError(
    error.name === 'AbortError' || error.name === 'TimeoutError' ? 'too-slow' : 'unreachable',
  );
}
