import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CONFINEMENT, startScanProcess } from './scan-process.ts';

const server = createServer((_, reply) => reply.end('reached'));
let folder = '';
let acts: Readonly<Record<string, string>> = {};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-process-'));
  await writeFile(join(folder, 'root.key'), 'secret');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  acts = {
    'reads a file of the server': `await fs.promises.readFile(${JSON.stringify(join(folder, 'root.key'))})`,
    'writes a file': `await fs.promises.writeFile(${JSON.stringify(join(folder, 'made'))}, 'x')`,
    'starts another process': `child_process.execFileSync(process.execPath, ['--version'])`,
    'starts a thread': `await new Promise((done, fail) => new worker_threads.Worker('0', { eval: true }).on('exit', done).on('error', fail))`,
    'speaks to the network': `await (await fetch('http://127.0.0.1:${port}/')).text()`,
  };
});
after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** What the act ends with, in a process with these flags: `done`, or the code of what refused it. */
async function outcome(act: string, flags: readonly string[]): Promise<string> {
  const names = 'fs, child_process, worker_threads';
  const program = `
    const [${names}] = ['fs', 'child_process', 'worker_threads'].map((name) => process.getBuiltinModule('node:' + name));
    (async () => { ${act}; })().then(() => 'done', (error) => error.cause?.code ?? error.code ?? String(error))
      .then((said) => console.log(said));`;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--eval', program], { env: {} });
  return stdout.trim();
}

for (const what of [
  'reads a file of the server',
  'writes a file',
  'starts another process',
  'starts a thread',
  'speaks to the network',
]) {
  test(`the process that takes files apart never ${what}`, async () => {
    assert.equal(await outcome(acts[what] ?? '', CONFINEMENT), 'ERR_ACCESS_DENIED');
  });

  test(`negative control: without its confinement it ${what}`, async () => {
    assert.equal(await outcome(acts[what] ?? '', []), 'done');
  });
}

/** Processes that this one has started and that are still there. */
async function children(of = process.pid): Promise<number[]> {
  const listed = await readFile(`/proc/${of}/task/${of}/children`, 'utf8').catch(() => '');
  return listed.split(' ').filter(Boolean).map(Number);
}

test('it is told no setting of the server', async () => {
  const running = startScanProcess();
  assert.equal(await running.ask({ rules: '' }, AbortSignal.timeout(60_000)), 'more');
  const [pid] = await children();
  const told = await readFile(`/proc/${pid}/environ`, 'utf8');
  assert.ok(told.includes('NODE_CHANNEL_FD='), 'control: this is its environment');
  assert.ok(!told.includes('PATH='), told);
  await running.end();
  assert.deepEqual(await children(), []);
  await assert.rejects(running.ask('begin', AbortSignal.timeout(60_000)), /the scan process stopped/);
});

test('it ends when the server is killed', async () => {
  const program = `
    import { startScanProcess } from ${JSON.stringify(import.meta.resolve('./scan-process.ts'))};
    await startScanProcess().ask({ rules: '' }, AbortSignal.timeout(60_000));
    console.log('waiting');`;
  const server = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  await once(server.stdout, 'data');
  const [pid] = await children(server.pid);
  assert.ok(pid !== undefined && existsSync(`/proc/${pid}`), 'control: it is there');
  server.kill('SIGKILL');
  // Whoever waits too long is ended by the runner.
  while (existsSync(`/proc/${pid}`)) await sleep(20);
});
