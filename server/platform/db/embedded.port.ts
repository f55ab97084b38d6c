import { createServer } from 'node:net';

/** Below those that Linux (from 32768) and others give to outgoing connections, which come and go at any time. */
const FIRST_PORT = 10_240;
const END_OF_PORTS = 32_768;
const TRIES = 50;

/**
 * A TCP port of the loopback that nobody uses at this moment, and that no outgoing connection is given by the system.
 * @throws when none of many tried is free.
 */
export async function freePort(random = anyPort): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = random();
    if (await isFree(port)) return port;
  }
  throw new Error(`None of ${TRIES} ports of this machine is free.`);
}

function anyPort(): number {
  return FIRST_PORT + Math.floor(Math.random() * (END_OF_PORTS - FIRST_PORT));
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
