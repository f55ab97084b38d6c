import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Json } from './client.ts';

export interface Received {
  readonly path: string;
  readonly auth: string;
  readonly raw: string;
  readonly event: Json;
}

export interface ErrorReceiver {
  readonly dsn: string;
  readonly received: readonly Received[];
  /** Resolves with the report of that number, counted from one. */
  report(number: number): Promise<Received>;
  /** What it answers from now on. */
  answer(status: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

/** A service that takes error reports by the Sentry protocol, and takes it at its word: a wrong length is refused. */
export async function startErrorReceiver(): Promise<ErrorReceiver> {
  const received: Received[] = [];
  let reply: { status: number; headers: Record<string, string> } = { status: 200, headers: {} };
  const server = createServer(async (request, response) => {
    const raw = await text(request);
    const [header = '', item = '', payload = ''] = raw.split('\n');
    const { length } = JSON.parse(item);
    const event = JSON.parse(payload);
    const fits = Buffer.byteLength(payload) === length && JSON.parse(header).event_id === event.event_id;
    const auth = String(request.headers['x-sentry-auth']);
    if (fits) received.push({ path: request.url ?? '', auth, raw, event });
    response.writeHead(fits ? reply.status : 400, reply.headers).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    dsn: `http://public-key@127.0.0.1:${port}/sub/42`,
    received,
    async report(number) {
      while (received.length < number) await new Promise((resolve) => setTimeout(resolve, 20));
      return received[number - 1] as Received;
    },
    answer: (status, headers = {}) => {
      reply = { status, headers };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
