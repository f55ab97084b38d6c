import { lookup, Resolver } from 'node:dns/promises';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isOutside } from './outside-address.ts';
import { OutsideError } from './outside-error.ts';
import { pour } from './pour.ts';

/** A request that is more than a GET. */
export interface OutsideRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer as it came, whatever its status; never a redirect. */
export interface OutsideAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface OutsideOptions {
  /** `host` or `host:port` inside the network that may be fetched nevertheless, plain http included. */
  readonly insideHosts: readonly string[];
  /** Milliseconds for the whole answer. */
  readonly patience?: number;
  /** Who knows the addresses of a name; the system, unless somebody else is given. */
  readonly resolve?: Resolve;
}

type Resolve = (host: string) => Promise<readonly Found[]>;

interface Found {
  readonly address: string;
  readonly family: number;
}

/** The one way out: whatever the server fetches by an address that somebody typed goes through here. */
export interface Outside {
  /** The body of a GET, of at most `largest` bytes. @throws OutsideError */
  fetch(address: string, largest: number): Promise<Buffer>;
  /** Any request; its answer holds at most `largest` bytes. @throws OutsideError */
  send(address: string, request: OutsideRequest, largest: number): Promise<OutsideAnswer>;
  /**
   * Hands bytes to a `tls://host:port` and waits until the other end has read them and ended too. `authority`: the only
   * certificate, in PEM, by which the other end is believed. @throws OutsideError
   */
  pour(address: string, bytes: Uint8Array, authority?: string): Promise<void>;
  /** For a client that makes its own requests: agents that reach this one host, where it was found. @throws OutsideError */
  agentsFor(address: string): Promise<OutsideAgents>;
  /** The TXT records of a name; none where it has none. @throws OutsideError */
  txt(name: string): Promise<string[]>;
}

export interface OutsideAgents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

interface Target extends Found {
  readonly url: URL;
}

const PATIENCE_MS = 5_000;
const TLS = 'tls:';
const METADATA: OutsideRequest = {
  method: 'GET',
  headers: { accept: 'application/samlmetadata+xml, application/xml, application/json' },
};
const NO_RECORDS: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Looks a name up once, refuses addresses that are not out on the internet, and connects to exactly the address
 * that was looked at: a name that answers differently the second time gains nothing. Redirects are refused.
 */
export function createOutside(options: OutsideOptions): Outside {
  const { insideHosts, patience = PATIENCE_MS, resolve = bySystem } = options;
  const allowed = new Set(insideHosts.map((host) => host.toLowerCase()));
  return {
    async fetch(typed, largest) {
      const { status, body } = await send(await target(typed, allowed, resolve), METADATA, largest, patience);
      if (status !== 200) throw new OutsideError('status');
      return body;
    },
    async send(typed, request, largest) {
      return send(await target(typed, allowed, resolve), request, largest, patience);
    },
    async pour(typed, bytes, authority) {
      const { url, address } = await target(typed, allowed, resolve, TLS);
      await pour({ url, address }, bytes, { authority, patience });
    },
    async agentsFor(typed) {
      const { address, family } = await target(typed, allowed, resolve);
      const lookup = pinnedTo({ address, family });
      return { httpAgent: new HttpAgent({ lookup }), httpsAgent: new HttpsAgent({ lookup }) };
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

async function target(
  typed: string,
  allowed: ReadonlySet<string>,
  resolve: Resolve,
  secure = 'https:',
): Promise<Target> {
  const url = URL.parse(typed);
  if (url === null || url.username !== '' || url.password !== '') throw new OutsideError('address');
  const inside = allowed.has(url.host.toLowerCase()) || allowed.has(url.hostname.toLowerCase());
  const plain = secure !== TLS && inside && url.protocol === 'http:';
  if (url.protocol !== secure && !plain) throw new OutsideError('address');
  const found = await resolve(url.hostname.replace(/^\[|\]$/g, ''));
  const [first] = found;
  if (first === undefined) throw new OutsideError('name');
  // One address inside among many is refused too: which one is taken must not matter.
  if (!inside && !found.every(({ address }) => isOutside(address))) throw new OutsideError('inside');
  return { url, ...first };
}

async function bySystem(host: string): Promise<readonly Found[]> {
  try {
    return await lookup(host, { all: true, verbatim: true });
  } catch {
    throw new OutsideError('name');
  }
}

function send(
  { url, address, family }: Target,
  { method, headers, body }: OutsideRequest,
  largest: number,
  patience: number,
): Promise<OutsideAnswer> {
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = open(url, {
      method,
      agent: false,
      headers: { ...headers, 'user-agent': 'Caseward' },
      signal: AbortSignal.timeout(patience),
      lookup: pinnedTo({ address, family }),
    });
    request.once('response', (response) => {
      collect(response, largest).then(resolve, (error) => {
        request.destroy();
        reject(error instanceof OutsideError ? error : reasonOf(error));
      });
    });
    request.once('error', (error) => reject(reasonOf(error)));
    request.end(body);
  });
}

/** Nobody is asked for the name again. */
function pinnedTo({ address, family }: Found): LookupFunction {
  return (_host, options, done) =>
    options.all === true ? done(null, [{ address, family }]) : done(null, address, family);
}

async function collect(response: IncomingMessage, largest: number): Promise<OutsideAnswer> {
  const { statusCode: status = 0 } = response;
  if (status >= 300 && status < 400) throw new OutsideError('redirect');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new OutsideError('too-large');
    chunks.push(chunk);
  }
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { status, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
}

function reasonOf(error: Error): OutsideError {
  return new OutsideError(
    error.name === 'AbortError' || error.name === 'TimeoutError' ? 'too-slow' : 'unreachable',
  );
}
