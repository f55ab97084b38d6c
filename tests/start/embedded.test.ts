import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import {
  end,
  makeFolder,
  postmasterOf,
  removeFolder,
  type Started,
  self,
  startProcess,
} from './embedded-process.ts';

let folder = '';
before(async () => {
  folder = await makeFolder();
});
after(() => removeFolder(folder));

function urlOf({ adminUrl, sentence }: Started): string {
  assert.equal(sentence, undefined);
  assert.ok(adminUrl);
  return adminUrl;
}

const ask = async (started: Started, sql: string) =>
  (await withClient(urlOf(started), (client) => client.query(sql))).rows[0];

test('the first start makes a durable database that only this machine reaches, with a password', async () => {
  const started = await startProcess(folder);
  const found = await ask(
    started,
    `select current_setting('data_checksums') as sums, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as pages, current_setting('listen_addresses') as address,
      current_setting('unix_socket_directories') as sockets, current_setting('password_encryption') as hashing`,
  );
  assert.deepEqual(found, {
    sums: 'on',
    fsync: 'on',
    pages: 'on',
    address: '127.0.0.1',
    sockets: '',
    hashing: 'scram-sha-256',
  });
  const wrong = Object.assign(new URL(urlOf(started)), { password: 'wrong' }).href;
  await assert.rejects(
    withClient(wrong, (client) => client.query('select 1')),
    /password authentication failed/,
  );
  await ask(started, 'create table kept as select 42 as answer');
  await end(started);
  assert.equal(await postmasterOf(folder), undefined, 'the database is stopped with its process');
});

test('the secret is readable by its owner alone', async () => {
  for (const path of ['secrets/postgres.json', 'postgres.log']) {
    assert.equal((await stat(join(folder, path))).mode & 0o077, 0, path);
  }
});

test('a killed process loses nothing, and the next one takes its database over', async () => {
  const first = await startProcess(folder);
  assert.deepEqual(await ask(first, 'select answer from kept'), { answer: 42 });
  await ask(first, 'create table late as select 43 as answer');
  const server = await postmasterOf(folder);
  await end(first, 'SIGKILL');
  const second = await startProcess(folder);
  assert.deepEqual(await ask(second, 'select answer from late'), { answer: 43 });
  assert.equal(await postmasterOf(folder), server);
  await end(second);
  assert.equal(await postmasterOf(folder), undefined);
});

test('killed together with its database, it recovers what was committed', async () => {
  const first = await startProcess(folder);
  await ask(first, 'create table last as select 44 as answer');
  const server = await postmasterOf(folder);
  assert.ok(server);
  process.kill(server, 'SIGKILL');
  await end(first, 'SIGKILL');
  const second = await startProcess(folder);
  assert.deepEqual(await ask(second, 'select answer from last'), { answer: 44 });
  await end(second);
});

test('a lock file whose process id is now another program does not stop the start', async () => {
  const first = await startProcess(folder);
  const path = join(folder, 'postgres', 'postmaster.pid');
  const text = await readFile(path, 'utf8');
  await end(first);
  await writeFile(path, text.replace(/^\d+/, String(process.pid)));
  await chmod(path, 0o666);
  const second = await startProcess(folder);
  assert.equal(second.sentence, undefined);
  await end(second);
});

test('a second process on the same folder says so, and the first goes on', async () => {
  const first = await startProcess(folder);
  const second = await startProcess(folder);
  assert.match(
    second.sentence ?? '',
    new RegExp(`^Another Caseward \\(process ${first.child.pid}\\) is already using`),
  );
  assert.deepEqual(await ask(first, 'select answer from kept'), { answer: 42 });
  await end(first);
});

test('a port taken by someone else is replaced', async () => {
  const { port } = JSON.parse(await readFile(join(folder, 'secrets', 'postgres.json'), 'utf8'));
  const stranger = createServer().listen(port, '127.0.0.1');
  const started = await startProcess(folder);
  assert.notEqual(new URL(urlOf(started)).port, String(port));
  await end(started);
  stranger.close();
});

test('what goes wrong in the database is logged without any content', async () => {
  const started = await startProcess(folder);
  await ask(started, 'create table one (word text primary key)');
  await ask(started, `insert into one values ('planted-in-a-row')`);
  await assert.rejects(ask(started, `insert into one values ('planted-in-a-row') -- planted-in-a-statement`));
  await end(started);
  const log = await readFile(join(folder, 'postgres.log'), 'utf8');
  assert.match(log, /duplicate key value/);
  assert.doesNotMatch(log, /planted/);
});

test('it runs as whoever runs the tests, in a folder nobody else can enter', async () => {
  const outer = await makeFolder();
  await mkdir(join(outer, 'private'), { mode: 0o700 });
  const started = await startProcess(join(outer, 'private', 'data'), self);
  assert.deepEqual(await ask(started, 'select 1 as one'), { one: 1 });
  await end(started);
  await removeFolder(outer);
});
