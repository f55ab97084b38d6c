import assert from 'node:assert/strict';

/** A signed-in person, or nobody. */
export interface Credentials {
  readonly cookie?: string;
  readonly csrf?: string;
}

/** Any JSON, to be looked into by a test: every member is again such a value. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; fails the test when it is none. */
  readonly body: Json;
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  delete(path: string, headers?: Record<string, string>): Promise<Reply>;
}

/** Speaks to the API as that person. Paths start after `/api/v1`. */
export function clientOf(url: string, { cookie, csrf = 'anonymous' }: Credentials = {}): Client {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const reply = await fetch(`${url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-caseward-csrf': csrf,
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': typeOf(body) }),
        ...headers,
      },
      ...(body !== undefined && {
        body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
      }),
    });
    const text = await reply.text();
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      get body() {
        return JSON.parse(text);
      },
    };
  };
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
  };
}

/** Bytes are sent as they are, everything else as JSON. */
function typeOf(body: unknown): string {
  return body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
}

/** Fails with the whole reply when the status is another. */
export function assertStatus(reply: Reply, status: number): void {
  assert.equal(reply.status, status, `${reply.status} ${reply.text}`);
}
