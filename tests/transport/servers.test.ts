import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const deploy = join(import.meta.dirname, '../../deploy');
const read = (path: string) => readFileSync(join(deploy, path), 'utf8');
const twoHosts = fileURLToPath(new URL('../support/two-hosts.ts', import.meta.url));

const needed = ['/usr/sbin/nft', '/usr/sbin/sshd', '/usr/bin/ssh-keygen', '/usr/bin/unshare', '/usr/sbin/ip'];
const missing = needed.filter((path) => !existsSync(path));
const noServer = missing.length > 0 ? `needs ${missing.join(', ')}` : noNamespaces();

const ADMIN = '192.0.2.10';
const STRANGER = '203.0.113.5';
const PORTS = [22, 80, 443, 2019, 4400, 5432];

/** The lines of the SSH configuration that ships. */
const settings = read('ssh/caseward.conf')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' ') as [string, string]);

test('the page of servers names every wall of SSH and every port of the firewall that ships', () => {
  const page = readFileSync(join(deploy, '../docs/operations/servers.md'), 'utf8');
  assert.ok(settings.length > 20);
  for (const [name, value] of settings) assert.ok(page.includes(`| ${name} | ${value} |`), name);
  const open = [
    ...read('firewall/nftables.conf').matchAll(/^\t+(?:ip6? saddr (\S+) )?(tcp|udp) dport (.+) accept$/gm),
  ];
  assert.deepEqual(
    open.map(([, from = 'anyone', protocol, ports]) => `${from}: ${protocol} ${ports}`),
    [
      'fe80::/10: udp 546',
      'anyone: tcp { 80, 443 }',
      'anyone: udp 443',
      '@admins4: tcp $SSH_PORT',
      '@admins6: tcp $SSH_PORT',
    ],
  );
  assert.match(page, /\| anyone \| TCP 80 and 443, UDP 443 \|/);
});

describe('a server shut as it ships', { skip: noServer }, () => {
  let folder: string;
  const sshd = () => join(folder, 'sshd_config');
  const firewall = ['-I', '', '-f', join(deploy, 'firewall/nftables.conf')];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'caseward-server-'));
    mkdirSync(join(folder, 'caseward'));
    // Where sshd is installed and was never started; without it, it does not even check its settings.
    mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    writeFileSync(join(folder, 'caseward/admins.nft'), read('firewall/admins.nft.example'));
    firewall[1] = folder;
    const key = join(folder, 'key');
    execFileSync('/usr/bin/ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    writeFileSync(sshd(), `HostKey ${key}\n${read('ssh/admins.conf.example')}${read('ssh/caseward.conf')}`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const openTo = (rules: readonly string[]) => {
    const words = [process.execPath, twoHosts, ...rules, '--', ADMIN, STRANGER, '--', ...PORTS.map(String)];
    return JSON.parse(execFileSync('/usr/bin/unshare', ['--net', ...words]).toString());
  };
  /** What the check says of a server where these commands were run first. */
  const checked = (first: string, config = sshd()) => {
    const script = `${first}\nexec "${join(deploy, 'check-server')}"`;
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', INCLUDES: folder, SSHD_CONFIG: config };
    const { status, stdout } = spawnSync('/usr/bin/unshare', ['--net', 'bash', '-c', script], { env });
    const down = stdout
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('DOWN'));
    return { status, down: down.map((line) => line.slice(8)) };
  };
  const load = () => `nft -I "${folder}" -f "${join(deploy, 'firewall/nftables.conf')}"`;

  it('is administered from known addresses alone: whoever else knocks finds the web and nothing more', () => {
    assert.deepEqual(openTo(firewall), { [ADMIN]: [22, 80, 443], [STRANGER]: [80, 443] });
  });

  it('negative control: without the firewall every port is open to anyone', () => {
    assert.deepEqual(openTo([]), { [ADMIN]: PORTS, [STRANGER]: PORTS });
  });

  it('has an SSH that takes its settings as they are written', () => {
    const told = execFileSync('/usr/sbin/sshd', ['-T', '-f', sshd()]).toString().toLowerCase().split('\n');
    for (const [name, value] of settings) assert.ok(told.includes(`${name} ${value}`.toLowerCase()), name);
    const allowed = told.filter((line) => line.startsWith('allowusers '));
    assert.deepEqual(
      allowed,
      ['192.0.2.10', '198.51.100.0/28', '2001:db8:ad::/48'].map((at) => `allowusers ada@${at}`),
    );
  });

  it('says that every wall stands, and which one is down', () => {
    assert.deepEqual(checked(load()), { status: 0, down: [] });
    assert.deepEqual(checked(''), { status: 1, down: ['the firewall is loaded'] });
    const wider = `${load()} && nft add rule inet caseward input tcp dport 5432 accept`;
    const [differs = ''] = checked(wider).down;
    assert.match(differs, /^the firewall is the one that ships/);
    const lax = join(folder, 'lax_config');
    const text = readFileSync(sshd(), 'utf8');
    writeFileSync(
      lax,
      text
        .replace('PasswordAuthentication no', 'PasswordAuthentication yes')
        .replace('ada@192.0.2.10', 'ada'),
    );
    assert.deepEqual(checked(load(), lax).down, [
      'SSH: PasswordAuthentication no',
      'SSH: AllowUsers names people and known addresses alone',
    ]);
  });
});

/** Why no network of its own can be made here, if so. */
function noNamespaces(): string | false {
  const link = 'ip link add veth0 type veth peer name veth1';
  const made = spawnSync('/usr/bin/unshare', ['--net', ...link.split(' ')]);
  return made.status === 0 ? false : 'needs the right to make network namespaces';
}
