import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '#server/platform/app-error.ts';

export const CSRF_HEADER = 'x-caseward-csrf';

export interface CsrfRules {
  /** The configured public URL's origin, as `URL.origin` writes it. */
  readonly publicOrigin: string;
  /** A keyed digest of a session id, under a key that only the server has. */
  readonly mac: (sessionId: string) => string;
  /** Compares in constant time. */
  readonly equal: (a: string, b: string) => boolean;
}

/**
 * What a request relies on: a session cookie, a bearer token, nothing yet (sign-in, set-up, public forms), or what it
 * brings in its body alone, whoever sends it.
 */
export type Credential =
  | { readonly kind: 'cookie'; readonly sessionId: string }
  | { readonly kind: 'bearer' }
  | { readonly kind: 'content' }
  | { readonly kind: 'none' };

export interface ChangeRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The token a signed-in page sends back with every change. It lives as long as the session. */
export function csrfToken(rules: Pick<CsrfRules, 'mac'>, sessionId: string): string {
  return rules.mac(sessionId);
}

/**
 * The refusal of a change that another site could have caused, or undefined (claim FL-17, CWE-352). Origin and
 * Fetch Metadata can only refuse: a fitting Origin replaces neither token nor credential (claim FC-19).
 */
export function csrfRefusal(
  rules: CsrfRules,
  request: ChangeRequest,
  credential: Credential,
): AppError | undefined {
  if (safeMethods.has(request.method)) return undefined;
  const reason =
    foreignSite(request.headers) ??
    foreignOrigin(rules, request.headers) ??
    missingProof(rules, request.headers, credential);
  return reason === undefined
    ? undefined
    : new AppError('forbidden', { message: 'This request did not come from the app.', private: reason });
}

function foreignSite(headers: IncomingHttpHeaders): string | undefined {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' ? undefined : 'fetch metadata';
}

function foreignOrigin(rules: CsrfRules, { origin }: IncomingHttpHeaders): string | undefined {
  return origin === undefined || origin === rules.publicOrigin ? undefined : 'origin';
}

function missingProof(
  rules: CsrfRules,
  headers: IncomingHttpHeaders,
  credential: Credential,
): string | undefined {
  // No browser adds a bearer token by itself, so there is nothing another site could ride on.
  if (credential.kind === 'bearer' || credential.kind === 'content') return undefined;
  const sent = headers[CSRF_HEADER];
  if (typeof sent !== 'string' || sent === '') return 'csrf header missing';
  // Without a session the header's presence is the proof: a page of another origin cannot add it unasked.
  if (credential.kind === 'none') return undefined;
  return rules.equal(sent, rules.mac(credential.sessionId)) ? undefined : 'csrf token';
}
