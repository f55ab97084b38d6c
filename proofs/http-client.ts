import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbeCall, ProbeReply } from './probe-context.ts';

const longestWaitMs = 65_000;
/** Whoever tries other proofs from the same address may be faster. */
const mostWaits = 5;
const replyTimeoutMs = 30_000;

export type ClientOptions = {
  /** How to wait when told to slow down, in milliseconds. */
  readonly wait?: (milliseconds: number) => unknown;
};

/**
 * A bare HTTP client for probes: it sends what a browser of `call.as` would send, adds nothing of its own,
 * follows no redirect, and waits when told to slow down (429) unless the call is impatient.
 */
export function httpClient(url: string, { wait = sleep }: ClientOptions = {}) {
  const secure = url.startsWith('https:');
  const { hostname, port } = new URL(url);
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = secure ? httpsRequest : httpRequest;

  async function once(call: ProbeCall): Promise<ProbeReply> {
    const body = bodyOf(call);
    const started = performance.now();
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = {
        hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
        port,
        path: call.path,
        method: call.method ?? 'GET',
        headers: headersOf(url, call, body),
        agent,
        timeout: replyTimeoutMs,
      };
      const request = send(options, resolve);
      request.on('error', reject).on('timeout', () => request.destroy(new Error('no answer in 30 s')));
      request.end(body);
    });
    return readReply(answer, started);
  }

  async function call(call: ProbeCall): Promise<ProbeReply> {
    for (let turn = 1; ; turn += 1) {
      const reply = await once(call);
      const waitMs = Number(reply.headers.get('retry-after') ?? Number.NaN) * 1000;
      if (reply.status !== 429 || call.impatient || !(waitMs <= longestWaitMs) || turn > mostWaits)
        return reply;
      await wait(waitMs + 50);
    }
  }

  return { call, close: () => agent.destroy() };
}

function bodyOf(call: ProbeCall): string | Uint8Array | undefined {
  return call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
}

function headersOf(url: string, call: ProbeCall, body: string | Uint8Array | undefined) {
  const headers: Record<string, string | string[]> = {
    accept: 'application/json',
    origin: new URL(url).origin,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    'sec-fetch-dest': 'empty',
    'x-caseward-csrf': call.as?.csrf ?? 'none',
  };
  if (call.as) headers.cookie = call.as.cookie;
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
    headers['content-length'] = String(Buffer.byteLength(body));
  }
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    if (value === null) delete headers[name];
    else headers[name] = typeof value === 'string' ? value : [...value];
  }
  return headers;
}

async function readReply(answer: IncomingMessage, started: number): Promise<ProbeReply> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString('utf8');
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return {
    status: answer.statusCode ?? 0,
    headers,
    bytes,
    text,
    json: parsed(text, headers.get('content-type') ?? ''),
    ms: performance.now() - started,
  };
}

function parsed(text: string, type: string): unknown {
  if (!/\bjson\b/.test(type)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
