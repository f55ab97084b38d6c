import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { endOf } from './caddy.ts';

const PROGRAMS = ['/usr/bin/pebble', '/usr/bin/pebble-challtestsrv', '/usr/bin/openssl'];
const missing = PROGRAMS.filter((path) => !existsSync(path));
export const noPebble = missing.length === 0 ? false : `needs ${missing.join(', ')}`;

export interface PebbleOptions {
  /** Where it looks whether a name is whose certificate is asked for. */
  readonly httpPort: number;
  readonly httpsPort: number;
  /** How long its certificates are good, seconds; five years unless given. */
  readonly lifetime?: number;
  /** Where its certificates say that their revocation can be asked for. */
  readonly ocsp?: string;
}

export interface RunningPebble {
  /** Its ACME directory. */
  readonly directory: string;
  /** What an ACME client has to trust, a file. */
  readonly trust: string;
  /** What a browser has to trust, PEM. */
  readonly root: string;
  /** Who signs what it issues, PEM. */
  readonly issuer: { readonly cert: string; readonly key: string };
  stop(): Promise<void>;
}

/** A real ACME server (RFC 8555) that takes every name for one of this machine. */
export async function startPebble(options: PebbleOptions): Promise<RunningPebble> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-pebble-'));
  const [port, management, dns, control] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const file = (name: string) => join(folder, name);
  const made = ['-keyout', file('key.pem'), '-out', file('cert.pem'), '-subj', '/CN=localhost'];
  const kind = ['-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const name = ['-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('/usr/bin/openssl', ['req', ...kind, ...made, ...name, '-days', '1'], { stdio: 'ignore' });
  const pebble = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: file('cert.pem'),
    privateKey: file('key.pem'),
    httpPort: options.httpPort,
    tlsPort: options.httpsPort,
    ocspResponderURL: options.ocsp ?? '',
    externalAccountBindingRequired: false,
    ...(options.lifetime !== undefined && { certificateValidityPeriod: options.lifetime }),
  };
  await writeFile(file('config.json'), JSON.stringify({ pebble }));
  const off = ['-http01', '', '-https01', '', '-tlsalpn01', ''];
  const names = ['-dns01', `127.0.0.1:${dns}`, '-management', `127.0.0.1:${control}`];
  const resolver = spawn(PROGRAMS[1] ?? '', [...names, '-defaultIPv6', '', ...off], { stdio: 'ignore' });
  const args = ['-config', file('config.json'), '-dnsserver', `127.0.0.1:${dns}`];
  // Without these it waits some seconds before it looks, and turns good requests away now and then.
  const env = { PATH: process.env.PATH, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' };
  const server = spawn(PROGRAMS[0] ?? '', args, { stdio: 'ignore', env });
  const stop = async () => {
    await Promise.all([endOf(server), endOf(resolver)]);
    await rm(folder, { recursive: true, force: true });
  };
  const ca = await readFile(file('cert.pem'), 'utf8');
  const asked = (path: string) => get(management, path, ca);
  try {
    const root = await patiently(() => asked('/roots/0'));
    const issuer = { cert: await asked('/intermediates/0'), key: await asked('/intermediate-keys/0') };
    return { directory: `https://localhost:${port}/dir`, trust: file('cert.pem'), root, issuer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function get(port: number, path: string, ca: string): Promise<string> {
  const asked = request({ host: '127.0.0.1', servername: 'localhost', port, path, ca, agent: false });
  return new Promise((resolve, reject) => {
    asked.on('error', reject).on('response', (answer) => {
      buffer(answer).then((bytes) => resolve(bytes.toString('utf8')), reject);
    });
    asked.end();
  });
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await work();
    } catch {
      await pause(50);
    }
  }
  return work();
}
