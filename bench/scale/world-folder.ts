import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, type DatabaseUrls, loadConfig } from '#server/config.ts';
import { openDatabases } from '#server/operator/databases.ts';
import { ensureSchema } from '#server/operator/schema.ts';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { attachEmbedded } from '#server/platform/db/embedded.ts';
import { type OperatorClient, urlFor, withClient } from '#server/platform/db/operator-client.ts';
import { analyse } from '../plain-tables.ts';
import type { ServerStart } from '../server-protocol.ts';
import { type BenchWorkspace, type Fill, makeWorld, type WorldSize } from '../world.ts';
import { beginBulkLoad } from './bulk-load.ts';

/** A filled database that runs. */
export interface FilledWorld {
  readonly workspaces: readonly BenchWorkspace[];
  /** What a server on it is told. */
  readonly start: ServerStart;
  readonly postmaster: number;
  readonly admin: <T>(work: (client: OperatorClient) => Promise<T>) => Promise<T>;
  stop(): Promise<void>;
}

export interface WantedWorld {
  readonly folder: string;
  readonly size: WorldSize;
  readonly fill: Fill;
  readonly tables: readonly string[];
}

/** Some of the ids are enough to ask for. */
const IDS_KEPT = 400;

/** Opens the database in the folder; fills it first, unless an earlier run did. */
export async function openWorld(wanted: WantedWorld): Promise<FilledWorld> {
  const port = await freePort();
  const env = {
    NODE_ENV: 'test',
    PORT: String(port),
    CASEWARD_DATA: join(wanted.folder, 'data'),
    CASEWARD_ROOT_KEY_FILE: join(wanted.folder, 'root.keys'),
    CASEWARD_PUBLIC_URL: `http://localhost:${port}`,
  };
  await mkdir(wanted.folder, { recursive: true });
  const config = loadConfig(env);
  const databases = await openDatabases(config, () => undefined);
  try {
    await ensureSchema(databases.urls);
    const admin: FilledWorld['admin'] = async (work) => {
      const url = await attachEmbedded(config.dataDir);
      if (url === undefined) throw new Error('the database that was just started is gone');
      return withClient(urlFor(url, { database: 'caseward' }), work);
    };
    const workspaces = await filledWorkspaces(wanted, config, databases.urls, admin);
    const { urls, stop } = databases;
    const start = { databaseUrl: urls.app, sealerUrl: urls.sealer ?? '', poolSize: config.database.poolSize };
    const lock = await readFile(join(config.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    return {
      workspaces,
      start: { ...start, env, port },
      postmaster: Number(lock.split('\n', 1)[0]),
      admin,
      stop,
    };
  } catch (error) {
    await databases.stop();
    throw error;
  }
}

async function filledWorkspaces(
  { folder, size, fill, tables }: WantedWorld,
  config: Config,
  urls: DatabaseUrls,
  admin: FilledWorld['admin'],
): Promise<BenchWorkspace[]> {
  const kept = join(folder, 'workspaces.json');
  const known = await readFile(kept, 'utf8').catch(() => undefined);
  if (known !== undefined) return JSON.parse(known);
  let done = 0;
  let finish: (() => Promise<void>) | undefined;
  const told: Fill = async (client, filling) => {
    finish ??= await beginBulkLoad(client, tables);
    const ids = await fill(client, filling);
    done += filling.cases;
    console.log(`${done.toLocaleString('en')} of ${size.cases.toLocaleString('en')} cases.`);
    return ids.slice(-IDS_KEPT / 2).concat(ids.slice(0, IDS_KEPT / 2));
  };
  const workspaces = await admin(async (client) => {
    const made = await makeWorld(config, urls.app, client, size, told);
    await finish?.();
    await analyse(client);
    return made;
  });
  await writeFile(kept, JSON.stringify(workspaces), { mode: 0o600 });
  return workspaces;
}
