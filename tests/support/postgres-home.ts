import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Account,
  databaseAccount,
  type Runner,
  runnerFor,
} from '#server/platform/db/embedded.account.ts';
import { findBinaries, linkLibraries } from '#server/platform/db/embedded.binaries.ts';

/** The programs of one PostgreSQL, and how to run them: as whom, and with which environment. */
export type PostgresHome = {
  initdb: string;
  postgres: string;
  env: Readonly<Record<string, string>>;
  /** Options of initdb that give text the order it has in production. */
  locale: string[];
  account: Account | undefined;
  runner: Runner;
};

/** The embedded PostgreSQL; the links to its libraries are made in `folder`. */
export async function embeddedHome(folder: string): Promise<PostgresHome> {
  const binaries = await findBinaries(join(folder, 'lib'));
  await linkLibraries(binaries, join(folder, 'lib'));
  const account = await databaseAccount(join(folder, 'data'));
  return {
    ...binaries,
    locale: ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    account,
    runner: await runnerFor(account, [binaries.folder, folder]),
  };
}

/** A PostgreSQL that is installed on the machine: `bin` is such as Debian's /usr/lib/postgresql/15/bin. */
export async function installedHome(bin: string, folder: string): Promise<PostgresHome> {
  const account = await databaseAccount(join(folder, 'data'));
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    env: {},
    locale: ['--locale=C.UTF-8'],
    account,
    runner: await runnerFor(account, [bin, folder]),
  };
}

/** Makes `path` and hands it to the account that will run the server; nobody else may read it. */
export async function makePrivateFolder(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o700);
  if (account) await chown(path, account.uid, account.gid);
}
