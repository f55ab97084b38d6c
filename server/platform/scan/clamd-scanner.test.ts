import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { noClamd, type RunningClamd, startClamd } from '#tests/support/clamd.ts';
import { EICAR } from '#tests/support/files/malware.ts';
import { ClamdScanner } from './clamd-scanner.ts';

async function* pieces(...all: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all;
}

const MIB = 1024 * 1024;

suite('with a real daemon', { skip: noClamd }, () => {
  let daemon: RunningClamd;
  let scanner: ClamdScanner;
  before(async () => {
    daemon = await startClamd();
    scanner = new ClamdScanner({ at: { socket: daemon.socket } });
  });
  after(() => daemon.stop());

  test('lets a harmless file through, in one piece or many', async () => {
    assert.deepEqual(await scanner.scan(() => pieces(Buffer.from('hello'))), { verdict: 'clean' });
    assert.deepEqual(await scanner.scan(() => pieces(Buffer.alloc(3 * MIB, 'a'))), { verdict: 'clean' });
  });

  test('finds the test file, cut in two as well', async () => {
    const found = { verdict: 'infected', signature: 'Caseward.Test.Eicar.UNOFFICIAL' };
    for (const parts of [[EICAR], [EICAR.subarray(0, 20), EICAR.subarray(20)]]) {
      const { verdict, ...rest } = await scanner.scan(() => pieces(...parts));
      assert.deepEqual({ verdict, signature: 'signature' in rest && rest.signature }, found);
    }
  });

  test('a file beyond the limit of the daemon was not looked at: error', async () => {
    const result = await scanner.scan(() => pieces(Buffer.alloc(5 * MIB, 'a'), Buffer.alloc(5 * MIB, 'a')));
    assert.equal(result.verdict, 'error');
  });

  test('a source that breaks is an error', async () => {
    async function* breaking() {
      yield Buffer.from('x');
      throw new Error('the store went away');
    }
    assert.deepEqual(await scanner.scan(breaking), { verdict: 'error', detail: 'the store went away' });
  });

  test('says its version', async () => {
    const health = await scanner.health();
    assert.equal(health.up, true);
    assert.match(health.detail, /^ClamAV \d/);
  });
});

async function fakeDaemon(behave: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    behave(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { scanner: new ClamdScanner({ at: { host: '127.0.0.1', port }, timeoutMs: 200 }), close };
}

const misbehaviours: Record<string, (socket: Socket) => void> = {
  'hangs up at once': (socket) => socket.destroy(),
  'hangs up after the file': (socket) => socket.once('data', () => socket.end()),
  'never answers': (socket) => socket.resume(),
  'never reads': () => undefined,
  'answers nonsense': (socket) => socket.resume().end('stream: PERHAPS\0'),
  'says OK and more': (socket) => socket.resume().end('stream: OK but\0'),
  'says OK without an end': (socket) => socket.resume().end('stream: OK'),
  'talks without end': (socket) => socket.resume().end('a'.repeat(10_000)),
};

for (const [name, behave] of Object.entries(misbehaviours)) {
  test(`a daemon that ${name} is an error, never a pass`, async () => {
    const { scanner, close } = await fakeDaemon(behave);
    const result = await scanner.scan(() => pieces(Buffer.alloc(8 * MIB)));
    close();
    assert.equal(result.verdict, 'error');
    assert.equal((await scanner.health()).up, false);
  });
}

test('a daemon that is not there is an error, and not up', async () => {
  const scanner = new ClamdScanner({ at: { socket: '/nonexistent/clamd.sock' } });
  assert.equal((await scanner.scan(() => pieces(EICAR))).verdict, 'error');
  assert.equal((await scanner.health()).up, false);
});
