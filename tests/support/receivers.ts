import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createServer as createTls } from 'node:tls';
import type { HostCertificate } from './tls-host.ts';

/** Anything that listens on this machine. */
async function listenOn(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}

export interface Posted {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A receiver of webhooks that remembers what came, and answers with `status()` when that is there. */
export async function startWebhookReceiver(status: () => number | Promise<number> = () => 204) {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    posted.push({ headers: request.headers, body: String(await buffer(request)) });
    response.writeHead(await status()).end();
  });
  const port = await listenOn(server);
  return {
    url: `http://localhost:${port}/hook`,
    host: `localhost:${port}`,
    posted,
    close: () => server.close(),
  };
}

/** A syslog receiver over TLS (RFC 5425) that remembers the messages; told so, it breaks connections off. */
export async function startSyslogReceiver(certificate: HostCertificate) {
  const messages: string[] = [];
  let breaks = false;
  const server = createTls(certificate, async (socket) => {
    socket.on('error', () => socket.destroy());
    const bytes = await buffer(socket).catch(() => Buffer.alloc(0));
    messages.push(...framesOf(bytes));
  });
  server.on('connection', (socket) => {
    if (breaks) socket.destroy();
  });
  const port = await listenOn(server);
  return {
    port,
    messages,
    breakOff: (now: boolean) => {
      breaks = now;
    },
    close: () => server.close(),
  };
}

function framesOf(bytes: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(' ', at);
    const length = Number(bytes.subarray(at, space).toString());
    found.push(bytes.subarray(space + 1, space + 1 + length).toString());
    at = space + 1 + length;
  }
  return found;
}

export async function eventually<T>(ask: () => T | Promise<T>, what: string): Promise<NonNullable<T>> {
  for (let i = 0; i < 150; i += 1) {
    const found = await ask();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not happen`);
}
