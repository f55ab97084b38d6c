import { ApiError } from './api-error.ts';
import { problemOf } from './problem.ts';
import { withFactor } from './step-up.ts';
import { createUnanswered, makesSomething } from './unanswered.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Options = {
  body?: unknown;
  /** The version the change is based on; the server answers 412 when it is no longer the newest. */
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
};

const unanswered = createUnanswered();

let csrfToken: string | undefined;

/** Kept in memory only; given by `GET /api/v1/session`, sent with every change (claim FL-17). */
export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** The header that proves a change comes from this app; before signing in its mere presence is the proof. */
export function changeHeaders(): Record<string, string> {
  return { 'x-caseward-csrf': csrfToken ?? 'anonymous' };
}

/**
 * Sends one request to `/api/v1` + `path` and gives the parsed reply; `undefined` for 204. Where the server wants a
 * factor anew, the person is asked for it and the request is sent once more.
 * @throws {ApiError} for every 4xx and 5xx, and with status 0 when no answer came
 */
export function call<Reply>(method: Method, path: string, options: Options = {}): Promise<Reply> {
  return withFactor(() => callOnce(method, path, options));
}

async function callOnce<Reply>(method: Method, path: string, options: Options): Promise<Reply> {
  const response = await send(method, path, options);
  if (!response.ok) throw await refusal(response);
  return (response.status === 204 ? undefined : await response.json()) as Reply;
}

async function send(method: Method, path: string, options: Options): Promise<Response> {
  const { ifMatch, signal } = options;
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers = new Headers({ accept: 'application/json', ...(method === 'GET' ? {} : changeHeaders()) });
  const intent = makesSomething(method, path) ? `${path}\n${body}` : undefined;
  if (intent !== undefined) headers.set('idempotency-key', `"${unanswered.keyOf(intent)}"`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (ifMatch !== undefined) headers.set('if-match', ifMatch);
  const init: RequestInit = {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
  };
  if (body !== undefined) init.body = body;
  if (signal !== undefined) init.signal = signal;
  try {
    const response = await fetch(`/api/v1${path}`, init);
    if (intent !== undefined && response.status < 500) unanswered.answered(intent);
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, undefined, undefined);
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  return new ApiError(response.status, problemOf(text), response.headers.get('x-request-id') ?? undefined);
}
