import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Action } from '#contracts/access.ts';
import type { Origin, SessionCaller, WorkspaceCaller } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import type { RateClass } from './rate-classes.ts';

/**
 * Who may call a route. `public` routes are one list, in one test. `half-session` answers before a second
 * factor too. `workspace` names the action of the role table that the command or read behind it demands.
 * `scim` is for a workspace's directory and its own token alone (RFC 7644): no session and no API token gets there.
 * `stepUp`: a factor was given within the last ten minutes (ASVS 7.5.3); so only a person gets there, no token.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'session'; readonly stepUp?: true }
  | { readonly kind: 'half-session' }
  | { readonly kind: 'workspace'; readonly action: Action; readonly stepUp?: true }
  | { readonly kind: 'scim' };

export const anyone: Access & { kind: 'public' } = { kind: 'public' };
export const operator: Access & { kind: 'operator' } = { kind: 'operator' };
export const signedIn: Access & { kind: 'session' } = { kind: 'session' };
export const signedInAnew: Access & { kind: 'session' } = { kind: 'session', stepUp: true };
export const byDirectory: Access & { kind: 'scim' } = { kind: 'scim' };
export const halfSignedIn: Access & { kind: 'half-session' } = { kind: 'half-session' };
export function inWorkspace(action: Action): Access & { kind: 'workspace' } {
  return { kind: 'workspace', action };
}
export function inWorkspaceAnew(action: Action): Access & { kind: 'workspace' } {
  return { kind: 'workspace', action, stepUp: true };
}

/** A caller nobody knows yet. */
export interface AnonymousCaller {
  readonly services: Services;
  readonly origin: Origin;
}

export type CallerOf<A extends Access> = A extends { kind: 'workspace' | 'scim' }
  ? WorkspaceCaller
  : A extends { kind: 'session' | 'half-session' }
    ? SessionCaller
    : AnonymousCaller;

export interface Inputs {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a handler gets: checked input, the caller, and the few things it may say about its reply. */
export interface RouteRequest<A extends Access, I extends Inputs> {
  readonly caller: CallerOf<A>;
  readonly params: Parsed<I['params']>;
  readonly query: Parsed<I['query']>;
  readonly body: Parsed<I['body']>;
  /** The version of `If-Match: "v7"`, or undefined. */
  readonly ifMatch: number | undefined;
  /** Those of its headers that the route declares to read, and the name of the browser. */
  readonly headers: Readonly<Partial<Record<ReadHeader | 'user-agent', string>>>;
  /** Answers with another status than the declared one, its body the same. */
  status(code: 503): void;
  /** Sets `ETag: "v7"`. */
  etag(version: number): void;
  /** For streams and cookies; JSON replies are returned instead. */
  readonly reply: FastifyReply;
  /** The body as a stream, for routes that declare `upload`. */
  readonly stream: NodeJS.ReadableStream | undefined;
}

/**
 * `json` replies pass an allow-list made of the schema; `empty` is a 204; `redirect` sends the browser (303) to the
 * address that the handler gives; `stream` is written by the handler.
 */
export type ReplySpec =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  | { readonly kind: 'empty' }
  | { readonly kind: 'redirect' }
  | { readonly kind: 'stream'; readonly types: readonly string[] };

export function json<S extends z.ZodType>(schema: S, status: 200 | 201 | 202 = 200) {
  return { kind: 'json', status, schema } as const;
}
export const empty = { kind: 'empty' } as const;
export const redirect = { kind: 'redirect' } as const;
export function stream(...types: string[]) {
  return { kind: 'stream', types } as const;
}

type ReplyOf<R extends ReplySpec> = R extends { schema: infer S extends z.ZodType }
  ? z.input<S>
  : R extends { kind: 'redirect' }
    ? string
    : unknown;

/** Request headers that change what a route does. It gets those it declares, and no other. */
export type ReadHeader = 'if-match' | 'range' | 'upload-offset';

/** All five of access, input, reply, rate and discloses; a route that lacks one does not start. */
export interface RouteSpec<A extends Access, I extends Inputs, R extends ReplySpec> {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** One sentence for the API document. */
  readonly summary: string;
  readonly access: A;
  readonly input: I;
  readonly reply: R;
  readonly rate: RateClass;
  /** Names of the sensitive fields a reply may hold; reads of them are in the audit log. */
  readonly discloses: readonly string[];
  readonly reads?: readonly ReadHeader[];
  /** The largest body, bytes. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** The reply holds a secret: it is not kept for a second try either. */
  readonly unkept?: true;
  /** The body is a stream of bytes (`application/octet-stream`), not JSON. */
  readonly upload?: boolean;
  /**
   * The body is a form that a page of another site sends, as SAML has it. Such a route is public and never looks at
   * a cookie, so there is nothing that the other site could ride on.
   */
  readonly form?: true;
  /**
   * Programs that know nothing of the app call it, such as a scanner that found a token: no header of the app is asked
   * for. Such a route is public and never looks at a cookie. Pages of other sites are refused all the same.
   */
  readonly byPrograms?: true;
  handle(request: RouteRequest<A, I>): Promise<ReplyOf<R>>;
}

/** A route as the registry keeps it: what it declares, without the types of its handler. */
export type Route = Omit<RouteSpec<Access, Inputs, ReplySpec>, 'handle'> & {
  handle(request: never): Promise<unknown>;
};

/** Declares a route. Nothing is left out: the types ask for all five, and the registry checks again at start. */
export function defineRoute<const A extends Access, const I extends Inputs, const R extends ReplySpec>(
  spec: RouteSpec<A, I, R>,
): Route {
  return spec;
}
