import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { hostCertificate } from '#tests/support/tls-host.ts';

/** What an edge does worse than the one that ships. */
export type EdgeFlaws = {
  readonly oldest?: SecureVersion;
  readonly newest?: SecureVersion;
  /** What is asked in clear: sent on by HTTPS, unless it is answered. */
  readonly clear?: 'answered';
};

/** Where it stands, in the words of `openDoor`. */
export type Edge = {
  readonly url: string;
  readonly httpPort: number;
  readonly address: string;
  readonly ca: string;
  close(): Promise<void>;
};

let shown: ReturnType<typeof hostCertificate> | undefined;

/**
 * TLS in front of an app, as probes meet it where no Caddy is installed; tests/transport tries the same probes
 * on the edge that ships.
 */
export async function startEdge(target: string, flaws: EdgeFlaws = {}): Promise<Edge> {
  shown ??= hostCertificate('localhost');
  const versions = { minVersion: flaws.oldest ?? 'TLSv1.3', maxVersion: flaws.newest ?? 'TLSv1.3' } as const;
  const secure = createSecureServer({ ...shown, ...versions }, passOn(target));
  const port = await listening(secure);
  const clear = createServer(flaws.clear === 'answered' ? passOn(target) : sendToHttps(port));
  const httpPort = await listening(clear);
  return {
    url: `https://localhost:${port}`,
    httpPort,
    address: '127.0.0.1',
    ca: shown.cert,
    async close() {
      for (const server of [secure, clear]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}

function passOn(target: string) {
  return (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { hostname, port, host } = new URL(target);
    const { method = 'GET', url: path = '/' } = incoming;
    const passed = request({ hostname, port, method, path, headers: { ...incoming.headers, host } });
    passed.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  };
}

function sendToHttps(port: number) {
  return ({ url = '/' }: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.writeHead(308, { location: `https://localhost:${port}${url}`, connection: 'close' }).end();
  };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
