import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { makeFolder, postmasterOf, removeFolder } from './embedded-process.ts';
import { ended, ready, startMain } from './main-process.ts';

let folder = '';
let port = '';
before(async () => {
  folder = await makeFolder();
  port = String(await freePort());
});
after(() => removeFolder(folder));

const databaseOf = () => postmasterOf(join(folder, 'data'));

test('a first start ends with an address and a link, and a signal ends everything', async (context) => {
  const server = startMain(context, folder, { PORT: port });
  await ready(server);
  // Both in one piece: at the very moment it says that it is ready, the link is there.
  assert.match(server.output(), /^ {2}http:\/\/localhost:\d+\/setup#[\w-]{40,}$/m);
  const reply = await fetch(`http://localhost:${port}/api/nothing-here`);
  assert.equal(reply.status, 404);
  server.child.kill('SIGINT');
  assert.equal(await ended(server), 0);
  assert.equal(await databaseOf(), undefined);
});

test('a signal while it is still starting leaves nothing running', async (context) => {
  const server = startMain(context, folder, { PORT: port });
  while ((await databaseOf()) === undefined && server.child.exitCode === null)
    await new Promise(setImmediate);
  server.child.kill('SIGTERM');
  assert.equal(await ended(server), 0);
  assert.equal(await databaseOf(), undefined);
});

test('killed and started again, it serves the same data', async (context) => {
  const first = startMain(context, folder, { PORT: port });
  await ready(first);
  first.child.kill('SIGKILL');
  await ended(first);
  const second = startMain(context, folder, { PORT: port });
  await ready(second);
  second.child.kill('SIGTERM');
  assert.equal(await ended(second), 0);
  assert.equal(await databaseOf(), undefined);
});

test('a port in use is one sentence, and in a new place nothing is made', async (context) => {
  const fresh = await makeFolder();
  context.after(() => removeFolder(fresh));
  const stranger = createServer().listen(Number(port), '127.0.0.1');
  await once(stranger, 'listening');
  for (const place of [fresh, folder]) {
    const server = startMain(context, place, { PORT: port });
    assert.equal(await ended(server), 1);
    assert.equal(
      server.output(),
      `Port ${port} is in use by another program; end it, or set PORT to a free one.\n`,
    );
  }
  assert.deepEqual(await readdir(fresh), []);
  assert.equal(await databaseOf(), undefined);

  stranger.close();
  await once(stranger, 'close');
  const server = startMain(context, fresh, { PORT: port });
  await ready(server);
  assert.deepEqual((await readdir(fresh)).sort(), ['data', 'keys']);
  server.child.kill('SIGTERM');
  assert.equal(await ended(server), 0);
});

test('an address that is not of this machine is one sentence as well', async (context) => {
  const fresh = await makeFolder();
  context.after(() => removeFolder(fresh));
  const server = startMain(context, fresh, { PORT: port, HOST: '192.0.2.1' });
  assert.equal(await ended(server), 1);
  assert.equal(server.output(), 'This machine has no address 192.0.2.1; set HOST to one of its own.\n');
  assert.deepEqual(await readdir(fresh), []);
});

test('a lost root key is one sentence, and no new one takes its place', async (context) => {
  await rename(join(folder, 'keys', 'root.key'), join(folder, 'kept.key'));
  const server = startMain(context, folder, { PORT: port });
  assert.equal(await ended(server), 1);
  assert.match(server.output(), /^There is no root key file at .*root\.key\.$/m);
  assert.deepEqual(await readdir(join(folder, 'keys')), []);
  assert.equal(await databaseOf(), undefined);
});

test('production with unsafe settings names them all and touches nothing', async (context) => {
  const server = startMain(context, folder, { PORT: port, NODE_ENV: 'production', CASEWARD_DEBUG: 'true' });
  assert.equal(await ended(server), 1);
  for (const name of ['CASEWARD_PUBLIC_URL', 'CASEWARD_MAIL', 'CASEWARD_DEBUG']) {
    assert.match(server.output(), new RegExp(`^ {2}- ${name} `, 'm'));
  }
  assert.equal(await databaseOf(), undefined);
});
