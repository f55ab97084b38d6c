import { execFile } from 'node:child_process';
import { access, chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import type { Account, Runner } from './embedded.account.ts';
import type { Binaries } from './embedded.binaries.ts';
import type { Layout } from './embedded.folder.ts';
import { freePort } from './embedded.port.ts';
import { commandOf, isAlive } from './embedded.postmaster.ts';
import { superuser, writeSecret } from './embedded.secret.ts';
import { explainServerLog } from './embedded.sentences.ts';

export type Tools = {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly runner: Runner;
};

const run = promisify(execFile);

/** Only this machine, only with a password: there is no other line. */
const HBA = 'host all all 127.0.0.1/32 scram-sha-256\n';

/**
 * Makes the cluster beside its final place and renames it there when it is whole, so that a cut or a full
 * disk never leaves half a database.
 */
export async function createCluster(layout: Layout, { binaries, account, runner }: Tools): Promise<void> {
  const passwordFile = join(layout.unfinished, 'password');
  const folder = join(layout.unfinished, 'cluster');
  await claim(layout);
  // Someone may have finished between our look at the folder and our claim.
  if (await exists(layout.cluster)) return rm(layout.unfinished, { recursive: true });
  const password = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  await writeSecret(layout.secret, { password, port: await freePort() });
  await mkdir(folder, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account)
    for (const path of [layout.unfinished, folder, passwordFile]) await chown(path, account.uid, account.gid);
  await initialise(binaries, runner, folder, passwordFile);
  await writeFile(join(folder, 'pg_hba.conf'), HBA);
  await rename(folder, layout.cluster);
  await rm(layout.unfinished, { recursive: true, force: true });
  await flushFolder(layout.dataDir);
}

/**
 * Two first starts at once must not build in each other's folder: the claim appears whole, with the process id
 * in it, or not at all. One that was cut short leaves a dead claim behind, which is cleared.
 */
async function claim({ unfinished, dataDir }: Layout): Promise<void> {
  const own = `${unfinished}.${process.pid}`;
  await rm(own, { recursive: true, force: true });
  await mkdir(own, { mode: 0o700 });
  await writeFile(join(own, 'pid'), String(process.pid));
  const pid = Number(await readFile(join(unfinished, 'pid'), 'utf8').catch(() => '0'));
  if (pid > 1 && isAlive(pid) && (await commandOf(pid)).includes('node')) {
    await rm(own, { recursive: true });
    throw busy(pid, dataDir);
  }
  await rm(unfinished, { recursive: true, force: true });
  await rename(own, unfinished).catch(async () => {
    await rm(own, { recursive: true });
    throw busy(undefined, dataDir);
  });
}

async function initialise(
  binaries: Binaries,
  runner: Runner,
  folder: string,
  passwordFile: string,
): Promise<void> {
  // The built-in locale sorts the same on every machine, so that a data folder can move between them.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = ['-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const { command, args, identity } = runner(binaries.initdb, [
    '-D',
    folder,
    ...login,
    ...locale,
    '--data-checksums',
    '--no-instructions',
  ]);
  try {
    await run(command, [...args], {
      ...identity,
      cwd: '/',
      env: { ...binaries.env, PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw (
      explainServerLog(output, folder) ??
      new StartError(`PostgreSQL could not make its database: ${lastLine(output)}`)
    );
  }
}

function busy(pid: number | undefined, dataDir: string): StartError {
  const who = pid === undefined ? '' : ` (process ${pid})`;
  return new StartError(`Another Caseward${who} is already making the data folder ${dataDir}.`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function flushFolder(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync().finally(() => handle.close());
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? 'no reason was given.';
}
