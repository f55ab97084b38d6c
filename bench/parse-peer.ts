import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { type OperatorClient, urlFor } from '#server/platform/db/operator-client.ts';
import { launchServer, type MeasuredServer } from './measured-server.ts';
import type { Placement } from './placement.ts';
import type { BenchWorkspace } from './world.ts';

/** How the people of the bench are signed in at Parse Server. */
export interface ParseAccess {
  readonly appId: string;
  /** Session tokens by person. */
  readonly sessions: Readonly<Record<string, string>>;
}

const LISTED = [
  ...['number', 'type', 'title', 'state', 'phase', 'revisionNeeded', 'severity', 'ownerId', 'ownerName'],
  ...['restricted', 'dueAt', 'version', 'createdAt', 'updatedAt'],
].join();

const cases = '/parse/classes/Case';

/** What the lines of the ladder ask it. */
export const askedOfParse = {
  list(workspaceId: string): [path: string] {
    const where = encodeURIComponent(JSON.stringify({ workspaceId }));
    return [`${cases}?where=${where}&order=-createdAt&limit=50&keys=${LISTED}`];
  },
  get: (caseId: string): [path: string] => [`${cases}/${caseId}`],
  create(workspaceId: string, ownerId: string, made: object): [path: string, body: object] {
    const ACL = { [`role:${workspaceId}`]: { read: true, write: true } };
    return [cases, { ...made, workspaceId, ownerId, state: 'draft', phase: 'draft', version: 1, ACL }];
  },
};

/** Installs what the peers need, beside themselves. */
export function installPeers(): void {
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: join(import.meta.dirname, 'peers'),
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('the peers could not be installed');
}

export interface ParseWorld {
  /** The database with the plain table, as its administrator. */
  readonly source: string;
  readonly admin: OperatorClient;
  readonly workspaces: readonly BenchWorkspace[];
  readonly folder: string;
  readonly placement: Placement | undefined;
}

/** Starts Parse Server on a database of its own in the same cluster, with the same cases and people. */
export async function launchParse({
  source,
  admin,
  workspaces,
  folder,
  placement,
}: ParseWorld): Promise<{ server: MeasuredServer; access: ParseAccess }> {
  await admin.query('create database peer');
  const [told, sessions] = [join(folder, 'peer-world.json'), join(folder, 'peer-sessions.json')];
  const world = workspaces.map(({ id, people }) => ({ id, people: people.map(({ userId }) => userId) }));
  await writeFile(told, JSON.stringify(world));
  const server = await launchServer({
    script: 'peers/parse.server.mjs',
    told: {
      databaseUrl: urlFor(source, { database: 'peer' }),
      sealerUrl: '',
      poolSize: 0,
      port: await freePort(),
      env: { PEER_WORLD: told, PEER_SESSIONS: sessions, PEER_SOURCE: source },
    },
    placement,
    folder,
    environment: { NODE_ENV: 'production', PARSE_SERVER_LOGS_FOLDER: join(folder, 'peer-logs') },
  });
  return { server, access: JSON.parse(await readFile(sessions, 'utf8')) };
}
