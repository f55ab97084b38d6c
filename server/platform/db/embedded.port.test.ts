import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { freePort } from './embedded.port.ts';

test('a port is none that the system gives to outgoing connections, and can be listened on', async () => {
  for (let turn = 0; turn < 50; turn += 1) {
    const port = await freePort();
    assert.ok(port >= 10_240 && port < 32_768, `${port}`);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  }
});

test('a port in use is passed over, and when all are there is an error', async (context) => {
  const server = createServer().listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const taken = (server.address() as AddressInfo).port;
  const free = await freePort();
  const drawn = [taken, taken, free];
  assert.equal(await freePort(() => drawn.shift() ?? taken), free);
  await assert.rejects(
    freePort(() => taken),
    /None of 50 ports/,
  );
});
