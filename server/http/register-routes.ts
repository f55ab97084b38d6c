import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller, Turn } from '#server/security/caller.ts';
import { assertFullSession, assertRecentFactor } from '#server/security/full-session.ts';
import type { Services } from '#server/security/services.ts';
import { bearerToken, tokenRefusal } from './bearer-token.ts';
import { assertDeclared } from './declared.ts';
import { turnsOf } from './idempotency-key.ts';
import { invalidInput } from './problem.ts';
import { serializer } from './reply-schema.ts';
import type { Access, Inputs, Route, RouteRequest } from './route.ts';
import { canonicalNames, SCIM_JSON } from './scim-wire.ts';
import { refreshSessionCookie, sessionClaims } from './session-cookie.ts';

const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** What a request relies on: a session, an API token, or nothing. */
export interface Bearer {
  readonly sessionId?: string | undefined;
  readonly token?: true;
}

/** What the guards in front of the routes leave for the handlers. */
export interface Guards {
  /** Throws too_many_requests; sets the RateLimit headers. */
  limitRate(
    request: FastifyRequest,
    reply: FastifyReply,
    route: Pick<Route, 'rate'>,
    actor: string | undefined,
  ): Promise<void>;
  /** Throws too_many_requests where one address brings too many tokens that must be looked into. */
  limitTokenChecks(request: FastifyRequest): Promise<void>;
  /** Throws forbidden for a change that another site could have caused. */
  checkForgery(request: FastifyRequest, route: Route, bearer: Bearer): void;
  /** The client's address, proxies considered. */
  address(request: FastifyRequest): string;
  /** Throws unauthenticated unless the request carries a live operator token. */
  checkOperator(request: FastifyRequest): Promise<void>;
}

/**
 * Puts the declared routes on the app. The order in front of every handler is fixed: session, rate, forgery,
 * input. A route with a missing part, or two of one name, stops the start.
 */
export function registerRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  services: Services,
  guards: Guards,
): void {
  assertDeclared(routes);
  for (const route of routes) {
    const serialize = serializer(route.reply);
    app.route({
      method: route.method,
      url: route.url,
      bodyLimit: route.bodyLimit ?? DEFAULT_BODY_LIMIT,
      exposeHeadRoute: false,
      config: { route },
      handler: async (request, reply) => {
        const held = route.reply.kind === 'json' ? new HeldReply() : undefined;
        const asked = await prepared(route, request, reply, services, guards, held);
        const send = answer(route, reply, await route.handle(asked as never), serialize);
        await held?.released();
        return send();
      },
      onRequest: async (request, reply) => {
        await authenticate(route, request, reply, services, guards);
      },
    });
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of the session, or the pass of the API token. */
    passId: string | undefined;
    byToken: boolean | undefined;
  }
  interface FastifyContextConfig {
    route?: Route;
  }
}

// Before the body is read: who is not let in does not get to send one.
async function authenticate(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  guards: Guards,
): Promise<void> {
  const token = bearerToken(route, request);
  if (token !== undefined) return admitToken(token, route, request, reply, services, guards);
  const cookieless = route.form === true || route.byPrograms === true;
  const claims = cookieless ? undefined : sessionClaims(request, services.system(), services.clock.now());
  request.passId = claims?.sid;
  await guards.limitRate(request, reply, route, claims?.sub);
  const unknown = needsSession(route.access) && claims === undefined;
  if (unknown || route.access.kind === 'scim') throw new AppError('unauthenticated');
  if (route.access.kind === 'operator') await guards.checkOperator(request);
  if (route.form !== true) guards.checkForgery(request, route, { sessionId: claims?.sid });
  if (claims !== undefined) await assertSignIn(route.access, services, claims.sid);
  if (claims !== undefined) refreshSessionCookie(reply, services.system(), claims, services.clock.now());
}

// A token is an actor of its own: its requests are counted together, wherever they come from.
async function admitToken(
  text: string,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  guards: Guards,
): Promise<void> {
  const refused = tokenRefusal(text, route, request);
  if (refused !== undefined) {
    await guards.limitRate(request, reply, route, undefined);
    throw refused;
  }
  const tokens = route.access.kind === 'scim' ? services.directoryTokens : services.apiTokens;
  const token = await tokens.verify(text, () => guards.limitTokenChecks(request));
  await guards.limitRate(request, reply, route, token.id);
  guards.checkForgery(request, route, { token: true });
  request.passId = token.passId;
  request.byToken = true;
}

// Inside a workspace the database asks for the whole sign-in when it is entered.
async function assertSignIn(access: Access, services: Services, sessionId: string): Promise<void> {
  if ('stepUp' in access && access.stepUp === true) return assertRecentFactor(services, sessionId);
  if (access.kind === 'session') return assertFullSession(services, sessionId);
}

function needsSession(access: Access): boolean {
  return access.kind === 'session' || access.kind === 'half-session' || access.kind === 'workspace';
}

async function prepared(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  guards: Guards,
  held: HeldReply | undefined,
): Promise<RouteRequest<Access, Inputs>> {
  const params = parsed(route.input.params, request.params);
  const body = route.access.kind === 'scim' ? canonicalNames(request.body) : request.body;
  const headers = headersOf(route, request);
  return {
    caller: callerOf(route, request, services, guards, params, turnsOf(route, request), held) as never,
    params: params as never,
    query: checkedQuery(route, request) as never,
    body: route.upload === true ? (undefined as never) : (parsed(route.input.body, body) as never),
    ifMatch: versionOf(headers['if-match']),
    headers,
    status: (code) => void reply.code(code),
    etag: (version) => void reply.header('etag', `"v${version}"`),
    reply,
    stream: route.upload === true ? (request.body as NodeJS.ReadableStream) : undefined,
  };
}

function headersOf(
  { reads = [] }: Route,
  { headers }: FastifyRequest,
): RouteRequest<Access, Inputs>['headers'] {
  const read = (['user-agent', ...reads] as const).flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(read);
}

function callerOf(
  route: Route,
  request: FastifyRequest,
  services: Services,
  guards: Guards,
  params: unknown,
  nextTurn: (() => Turn) | undefined,
  held: HeldReply | undefined,
): SessionCaller | object {
  const origin = { ip: guards.address(request), requestId: request.id };
  const { kind } = route.access;
  if (!needsSession(route.access) && kind !== 'scim') return { services, origin };
  if (kind !== 'workspace' && kind !== 'scim') return { services, origin, sessionId: request.passId };
  const { workspaceId } = params as { workspaceId: string };
  const pass = { passId: request.passId, ...(request.byToken === true && { byToken: true }) };
  return {
    ...{ services, origin, ...pass, workspaceId },
    ...(nextTurn !== undefined && { nextTurn }),
    ...(held !== undefined && { holdReply: held.hold }),
  };
}

function parsed(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}

function checkedQuery(route: Route, request: FastifyRequest): unknown {
  if (route.input.query !== undefined) return parsed(route.input.query, request.query);
  const [unknown] = Object.keys(request.query as object);
  if (unknown !== undefined) throw new AppError('bad_request', { message: 'This address takes no query.' });
  return undefined;
}

const ETAG = /^"v(\d{1,9})"$/;

function versionOf(header: string | undefined): number | undefined {
  const version = header === undefined ? undefined : ETAG.exec(header)?.[1];
  if (header !== undefined && version === undefined) {
    throw new AppError('bad_request', {
      field: 'if-match',
      message: 'If-Match names one version, as in "v7".',
    });
  }
  return version === undefined ? undefined : Number(version);
}

/** The reply as it will leave. What it was written from is let go of here. */
function answer(
  route: Route,
  reply: FastifyReply,
  value: unknown,
  serialize: (value: unknown) => string,
): () => FastifyReply {
  if (route.reply.kind === 'stream') return () => reply;
  if (route.reply.kind === 'empty') return () => reply.code(204).send();
  if (route.reply.kind === 'redirect') return () => reply.code(303).header('location', String(value)).send();
  if (reply.statusCode === 200) reply.code(route.reply.status);
  const type = route.access.kind === 'scim' ? SCIM_JSON : 'application/json';
  const text = serialize(value);
  return () => reply.header('content-type', `${type}; charset=utf-8`).send(text);
}

/** What a reply waits for, once it is written. */
class HeldReply {
  readonly #waits: Promise<void>[] = [];

  readonly hold = (until: Promise<void>): void => {
    until.catch(() => undefined);
    this.#waits.push(until);
  };

  async released(): Promise<void> {
    await Promise.all(this.#waits);
  }
}
