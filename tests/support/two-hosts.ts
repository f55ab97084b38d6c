/**
 * Run in a network namespace of its own, which becomes a server with a firewall; a second namespace is the rest of the
 * world. Prints, as JSON, which ports of the server are open to which addresses.
 * Arguments: the nft program's, then `--`, the addresses that ask, `--`, the ports they ask for.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

const SERVER = '198.18.0.1';
const [rules = [], addresses = [], ports = []] = partsOf(process.argv.slice(2));
const world = spawn('unshare', ['--net', 'sleep', '60'], { stdio: 'ignore' });
try {
  const inWorld = ['-t', String(world.pid), '-n'];
  await elsewhere(world.pid ?? 0);
  ip('link', 'add', 'veth0', 'type', 'veth', 'peer', 'name', 'veth1', 'netns', String(world.pid));
  ip('addr', 'add', `${SERVER}/24`, 'dev', 'veth0');
  for (const link of ['lo', 'veth0']) ip('link', 'set', link, 'up');
  for (const address of addresses)
    run('nsenter', ...inWorld, 'ip', 'addr', 'add', `${address}/32`, 'dev', 'veth1');
  run('nsenter', ...inWorld, 'ip', 'link', 'set', 'veth1', 'up');
  run('nsenter', ...inWorld, 'ip', 'route', 'add', `${SERVER}/32`, 'dev', 'veth1');
  ip('route', 'add', 'default', 'dev', 'veth0');
  if (rules.length > 0) run('nft', ...rules);
  for (const port of ports) await listening(Number(port));
  const ask = `
    const { connect } = require('node:net');
    const [addresses, ports] = JSON.parse(process.argv[1]);
    const open = (localAddress, port) => new Promise((done) => {
      const socket = connect({ host: '${SERVER}', port, localAddress });
      const end = (is) => { socket.destroy(); done(is); };
      socket.on('connect', () => end(true)).on('error', () => end(false));
      setTimeout(end, 1500, false).unref();
    });
    (async () => {
      const found = {};
      for (const address of addresses) {
        const tried = await Promise.all(ports.map((port) => open(address, port)));
        found[address] = ports.filter((_, at) => tried[at]);
      }
      console.log(JSON.stringify(found));
    })();`;
  const asker = spawn(
    'nsenter',
    [...inWorld, process.execPath, '-e', ask, JSON.stringify([addresses, ports.map(Number)])],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  await new Promise((done) => asker.on('exit', done));
} finally {
  world.kill();
}
process.exit();

function partsOf(words: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === '--') parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function ip(...args: string[]): void {
  run('ip', ...args);
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Waits until a process is in a network namespace that is not ours. */
async function elsewhere(pid: number): Promise<void> {
  const own = readlinkSync('/proc/self/ns/net');
  for (let tries = 0; readlinkSync(`/proc/${pid}/ns/net`) === own; tries += 1) {
    if (tries > 200) throw new Error('no second namespace');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function listening(port: number): Promise<void> {
  return new Promise((resolve) => {
    createServer((socket) => socket.end()).listen(port, '0.0.0.0', resolve);
  });
}
