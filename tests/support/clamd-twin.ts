import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface ClamdTwin {
  /** `host:port`. */
  readonly address: string;
  /** Files it was sent. */
  readonly scanned: () => number;
  close(): Promise<void>;
}

/** The few words of clamd (clamd(8)) that a scanner says, on a loopback port: every file is clean. */
export async function startClamdTwin(port = 0): Promise<ClamdTwin> {
  let scanned = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let heard = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data: Buffer) => {
      heard = Buffer.concat([heard, data]);
      if (heard.includes('zVERSION\0')) socket.end('ClamAV 1.0 twin\0');
      // A length of zero ends a stream.
      else if (heard.includes('zINSTREAM\0') && heard.subarray(-4).equals(Buffer.alloc(4))) {
        scanned += 1;
        socket.end('stream: OK\0');
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned: () => scanned,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
