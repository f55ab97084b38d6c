import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const CADDY = '/usr/bin/caddy';
export const noCaddy = existsSync(CADDY) ? false : `needs ${CADDY}`;

/** The configuration that ships, as it ships. */
export const shippedCaddyfile = join(import.meta.dirname, '../../deploy/Caddyfile');

export interface CaddyOptions {
  /** The settings of deploy/edge.env. */
  readonly env: Readonly<Record<string, string>>;
  /** A file of the certificates its ACME client trusts. */
  readonly trust: string;
  /** Another configuration than the one that ships, for what has to fail. */
  readonly caddyfile?: string;
  /** The folder of an earlier one, with its certificates. */
  readonly folder?: string;
}

export interface RunningCaddy {
  readonly folder: string;
  /** What it said so far, JSON lines. */
  log(): string;
  /** `keep` leaves the folder, for the next one. */
  stop(keep?: 'keep'): Promise<void>;
}

/** A real Caddy. */
export async function startCaddy(options: CaddyOptions): Promise<RunningCaddy> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'caseward-caddy-')));
  const file = options.caddyfile === undefined ? shippedCaddyfile : join(folder, 'Caddyfile');
  if (options.caddyfile !== undefined) await writeFile(file, options.caddyfile);
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    SSL_CERT_FILE: options.trust,
    CASEWARD_EDGE_ADMIN: `unix/${join(folder, 'admin.sock')}`,
    ...options.env,
  };
  const args = ['run', '--config', file, '--adapter', 'caddyfile'];
  const child = spawn(CADDY, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await running(child, () => said);
  return {
    folder,
    log: () => said,
    async stop(keep) {
      await endOf(child);
      if (keep === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ends a program and waits until it is gone. */
export async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(timer);
}

async function running(child: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`caddy ended with ${child.exitCode}: ${complaints(said())}`);
    if (said().includes('"serving initial configuration"')) return;
    await pause(50);
  }
  await endOf(child);
  throw new Error(`caddy did not come up: ${complaints(said())}`);
}

/** What a log says of going wrong, or all of it where it says nothing. */
export function complaints(log: string): string {
  const lines = log.split('\n').filter((line) => !line.startsWith('{"level":"info"'));
  return lines.length === 0 ? log : lines.join('\n').slice(-3_000);
}
