import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { PassingReply, PassingRequest, Rewrite } from './sabotage.ts';

const perConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']);

/** A twin's door: passes everything on to the healthy app, with requests and replies rewritten. */
export async function startProxy(target: string, { request: onRequest, reply: onReply }: Rewrite) {
  const server = createServer({ insecureHTTPParser: false }, async (incoming, outgoing) => {
    const request: PassingRequest = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: headersOf(incoming),
      body: await buffer(incoming),
    };
    const { origin } = request.headers;
    if (origin === url) request.headers.origin = target;
    await onRequest?.(request);
    const reply = await pass(target, request);
    await onReply?.(reply, request);
    const headers = { ...reply.headers, 'content-length': String(reply.body.byteLength) };
    outgoing.writeHead(reply.status, headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function pass(target: string, request: PassingRequest): Promise<PassingReply> {
  const { hostname, port, host } = new URL(target);
  const { method, path, body } = request;
  const headers = {
    ...request.headers,
    host,
    ...(body.length > 0 && { 'content-length': String(body.length) }),
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send({ hostname, port, method, path, headers }, resolve).on('error', reject).end(body);
  });
  return { status: answer.statusCode ?? 502, headers: headersOf(answer), body: await buffer(answer) };
}

function headersOf(message: IncomingMessage): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    if (!perConnection.has(name)) headers[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return headers;
}
