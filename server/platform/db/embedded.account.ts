import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

/** The system user PostgreSQL runs as; none when it may run as whoever started Caseward. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

/** How to start a program as the account: what to execute, and as whom. */
export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
};
export type Runner = (command: string, args: readonly string[]) => Launch;

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root, so root hands it to whoever owns the cluster already, or to `postgres` or
 * `nobody`.
 * @throws StartError when there is nobody to hand it to.
 */
export async function databaseAccount(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid > 0) return { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = lines.find(([each]) => each === wanted) ?? [];
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new StartError(
    'PostgreSQL does not run as root, and this machine has no user postgres or nobody; start Caseward as an ordinary user.',
  );
}

/**
 * Chooses how to run a program as the account. Where the account may not walk to one of `folders` (a checkout
 * under /root, say), it is lent the one right to do so.
 * @throws StartError when that right is needed and cannot be lent.
 */
export async function runnerFor(account: Account | undefined, folders: readonly string[]): Promise<Runner> {
  if (account === undefined) return (command, args) => ({ command, args, identity: {} });
  for (const runner of [asAccount(account), asAccountWhoReadsAll(account)]) {
    if (await reaches(runner, folders)) return runner;
  }
  throw new StartError(
    `PostgreSQL runs as the user ${account.name}, who may not reach ${folders.join(' or ')}; move Caseward to a folder open to that user, or start it as an ordinary user.`,
  );
}

function asAccount({ uid, gid }: Account): Runner {
  return (command, args) => ({ command, args, identity: { uid, gid } });
}

function asAccountWhoReadsAll({ uid, gid }: Account): Runner {
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs'];
  const right = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
  return (command, args) => ({
    command: 'setpriv',
    args: [...user, ...right, '--', command, ...args],
    identity: {},
  });
}

async function reaches(runner: Runner, folders: readonly string[]): Promise<boolean> {
  // Asking access(2) would answer without the lent right; walking there is the honest test.
  const walk = folders.map((_, index) => `cd -- "$${index + 1}"`).join(' && ');
  const { command, args, identity } = runner('/bin/sh', ['-c', walk, 'sh', ...folders]);
  return run(command, [...args], { ...identity, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
