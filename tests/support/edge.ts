import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { type Door, type DoorOptions, openDoor } from '#proofs/door.ts';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { complaints, noCaddy, type RunningCaddy, startCaddy } from './caddy.ts';
import { noPebble, type RunningPebble, startPebble } from './pebble.ts';

export const noEdge = noCaddy || noPebble;
export const edgeName = 'cases.example.test';

export interface EdgeOptions {
  /** Where the server listens. */
  readonly port: number;
  readonly caddyfile?: string;
  /** How long certificates are good, seconds. */
  readonly lifetime?: number;
  readonly ocsp?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Real Caddy with the configuration that ships, which has its certificate from a real ACME server. */
export interface RunningEdge {
  readonly door: Door;
  readonly caddy: RunningCaddy;
  readonly pebble: RunningPebble;
  readonly httpsPort: number;
  readonly httpPort: number;
  /** How a client of this machine reaches it, in the words of `openDoor`. */
  readonly reach: DoorOptions;
  /** Starts Caddy anew, with the certificates there are. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startEdge(options: EdgeOptions): Promise<RunningEdge> {
  const [httpPort, httpsPort] = await Promise.all([freePort(), freePort()]);
  const { lifetime, ocsp } = options;
  const pebble = await startPebble({
    httpPort,
    httpsPort,
    ...(lifetime !== undefined && { lifetime }),
    ...(ocsp !== undefined && { ocsp }),
  });
  const settings = {
    trust: pebble.trust,
    env: {
      CASEWARD_DOMAIN: edgeName,
      CASEWARD_NODES: `127.0.0.1:${options.port}`,
      CASEWARD_EDGE_HTTP_PORT: String(httpPort),
      CASEWARD_EDGE_HTTPS_PORT: String(httpsPort),
      CASEWARD_ACME_DIRECTORY: pebble.directory,
      ...options.env,
    },
    ...(options.caddyfile !== undefined && { caddyfile: options.caddyfile }),
  };
  let caddy = await startCaddy(settings).catch(async (error) => {
    await pebble.stop();
    throw error;
  });
  const reach = { address: '127.0.0.1', httpPort, ca: pebble.root };
  const door = openDoor(`https://${edgeName}:${httpsPort}`, reach);
  const stop = async () => {
    await caddy.stop();
    await pebble.stop();
  };
  await certified(door, () => caddy).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    door,
    get caddy() {
      return caddy;
    },
    pebble,
    httpsPort,
    httpPort,
    reach,
    async restart() {
      const { folder } = caddy;
      await caddy.stop('keep');
      caddy = await startCaddy({ ...settings, folder });
    },
    stop,
  };
}

/** Waits until it has its certificate. */
async function certified(door: Door, caddy: () => RunningCaddy): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    const greeting = await door.greet('TLSv1', 'TLSv1.3').catch(() => undefined);
    if (greeting?.outcome === 'agreed') return;
    if (Date.now() > until)
      throw new Error(`no certificate (${greeting?.outcome}): ${complaints(caddy().log())}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export type Visit = {
  readonly headers?: Readonly<Record<string, string>>;
  /** The address of this machine that it comes from. */
  readonly from?: string;
};

/** One GET through an edge, as somebody outside would send it. */
export async function visit(edge: RunningEdge, path: string, { headers = {}, from }: Visit = {}) {
  const asked = request({
    host: '127.0.0.1',
    servername: edgeName,
    port: edge.httpsPort,
    ca: edge.pebble.root,
    agent: false,
    path,
    headers: { host: edgeName, ...headers },
    ...(from !== undefined && { localAddress: from }),
  });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const text = (await buffer(answer)).toString('utf8');
  const replied = new Headers(
    Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  );
  return { status: answer.statusCode ?? 0, headers: replied, text };
}
