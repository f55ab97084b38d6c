import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import { securityHeaders } from './headers.ts';
import { frameworkErrors, toProblem } from './problem.ts';
import { jsonLimits } from './strict-json.ts';
import { parseStrictQuery } from './strict-query.ts';

const MAX_HEADER_BYTES = 16_384;
const HEADERS_TIMEOUT_MS = 15_000;
const MAX_PARAM_LENGTH = 200;

/**
 * Options for Node's HTTP or TLS server. Node's own answer to a missing Host would go out without our headers:
 * `registerStrictRequest` gives that answer instead.
 */
export const nodeServerOptions = {
  requireHostHeader: false,
  insecureHTTPParser: false,
  maxHeaderSize: MAX_HEADER_BYTES,
  headersTimeout: HEADERS_TIMEOUT_MS,
} as const;

/** Fastify's options for a strict door. `newId` makes request ids; a client's own is never taken over. */
export function fastifyOptions(newId: () => string) {
  return {
    genReqId: () => newId(),
    requestIdHeader: false,
    trustProxy: false,
    bodyLimit: jsonLimits.bytes,
    // Otherwise Fastify turns requests away while closing, in its own words and without our headers.
    return503OnClosing: false,
    frameworkErrors: frameworkErrors(securityHeaders()),
    clientErrorHandler: (_error: Error, socket: Socket) => refuseRaw(socket, newId()),
    routerOptions: {
      querystringParser: parseStrictQuery,
      maxParamLength: MAX_PARAM_LENGTH,
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
    },
  } as const;
}

/** Answers, in our own words, what Node would otherwise answer without asking the app. */
export function registerRawRefusals(app: FastifyInstance, newId: () => string): void {
  app.server.on('checkExpectation', (_request, response: ServerResponse) => {
    const { status, headers, body } = badRequest(newId());
    response.writeHead(status, { ...headers, connection: 'close' }).end(body);
  });
}

function badRequest(id: string) {
  const { status, headers, body } = toProblem(new AppError('bad_request'));
  return { status, headers: { ...securityHeaders(), ...headers, 'x-request-id': id }, body };
}

function refuseRaw(socket: Socket, id: string): void {
  // Bytes written into the middle of another reply would be read as part of it.
  const replying = Reflect.get(socket, '_httpMessage') != null;
  if (!socket.writable || replying) {
    socket.destroy();
    return;
  }
  const { headers, body } = badRequest(id);
  const lines = Object.entries({
    ...headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${body}`);
}
