/**
 * The ladder of speed: the product's own list, get, create and search beside a bare server doing the same
 * queries on the same database. The options are in bench/README.md.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify/package.json' with { type: 'json' };
import pg from 'pg/package.json' with { type: 'json' };
import { loadConfig } from '#server/config.ts';
import { openDatabases } from '#server/operator/databases.ts';
import { ensureSchema } from '#server/operator/schema.ts';
import { readBuild } from '#server/platform/build.ts';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { attachEmbedded } from '#server/platform/db/embedded.ts';
import { type OperatorClient, urlFor, withClient } from '#server/platform/db/operator-client.ts';
import { nodeEnvironment, nodeFlags } from '../scripts/node-flags.mjs';
import { measureCrypto } from './crypto-figures.ts';
import { climb, type LineResult, type Servers } from './ladder.ts';
import { makeLines } from './lines.ts';
import { launchServer } from './measured-server.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { installPeers, launchParse } from './parse-peer.ts';
import { type Placement, placeProcesses } from './placement.ts';
import { analyse } from './plain-tables.ts';
import { machine, printLines, printOthers, type Report, writeReport } from './report.ts';
import { measureSignIn, type SignInFigures } from './sign-in.ts';
import { measureSecondStart } from './start-time.ts';
import { makeTokenLine } from './token-line.ts';
import { measureWebSize } from './web-size.ts';
import { makeWorld } from './world.ts';

const options = readOptions(process.argv.slice(2));
const placement = placeProcesses();
const folder = await mkdtemp(join(tmpdir(), 'caseward-bench-'));
process.once('SIGINT', () => process.exit(130));
try {
  await run();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  if (options.peers) installPeers();
  const crypto = options.ladderOnly ? undefined : await measureCrypto();
  const secondStart = options.ladderOnly ? undefined : await measureSecondStart(placement);
  const webSize = options.ladderOnly ? undefined : await measureWebSize();
  const { lines, memoryAfter, database, signIn } = await measureLadder(options, placement);
  const report: Report = {
    at: new Date().toISOString(),
    build: readBuild().version,
    machine: { ...machine(), placement: placement ?? 'shared by all', load: loadavg()[0] ?? 0 },
    versions: { node: process.version, postgres: database, fastify: fastify.version, pg: pg.version },
    options,
    lines,
    memoryAfter,
    ...(crypto !== undefined && { crypto }),
    ...(secondStart !== undefined && { secondStart }),
    ...(webSize !== undefined && { webSize }),
    ...(signIn !== undefined && { signIn }),
  };
  printOthers(report);
  if (!options.ladderOnly) console.log(`Written to ${await writeReport(report)}`);
}

interface Ladder {
  readonly lines: LineResult[];
  readonly memoryAfter: number;
  readonly database: string;
  readonly signIn: SignInFigures | undefined;
}

async function measureLadder(told: BenchOptions, place: Placement | undefined): Promise<Ladder> {
  const port = await freePort();
  const env = {
    NODE_ENV: 'test',
    PORT: String(port),
    CASEWARD_DATA: join(folder, 'data'),
    CASEWARD_ROOT_KEY_FILE: join(folder, 'root.keys'),
    CASEWARD_PUBLIC_URL: `http://localhost:${port}`,
  };
  const config = loadConfig(env);
  const databases = await openDatabases(config, () => undefined);
  try {
    await ensureSchema(databases.urls);
    console.log(`Filling ${told.workspaces} workspaces with ${told.cases} cases.`);
    const workspaces = await asAdmin(config.dataDir, async (admin) => {
      const made = await makeWorld(config, databases.urls.app, admin, told);
      await analyse(admin);
      return made;
    });
    const start = {
      databaseUrl: databases.urls.app,
      sealerUrl: databases.urls.sealer ?? '',
      poolSize: config.database.poolSize,
      env,
    };
    const postmaster = await postmasterOf(config.dataDir);
    const limit = await launchServer({
      script: 'limit.server.ts',
      told: { ...start, port: await freePort() },
      placement: place,
      folder,
    });
    const product = await launchServer({
      script: 'product.server.ts',
      told: { ...start, port },
      placement: place,
      folder,
      flags: nodeFlags,
      environment: { ...nodeEnvironment, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    if (told.profile) await mkdir('.tmp', { recursive: true });
    const peer = told.peers
      ? await asAdmin(config.dataDir, (admin, source) =>
          launchParse({ source, admin, workspaces, folder, placement: place }),
        )
      : undefined;
    const asked = [...makeLines(workspaces, peer?.access), await makeTokenLine(product, workspaces)];
    const lines = await climbAll({ limit, product, postmaster, ...(peer && { parse: peer.server }) }, asked);
    const { rss: memoryAfter } = await product.usage();
    const reads = asked.find(({ name }) => name === 'get');
    const signIn =
      told.ladderOnly || reads === undefined
        ? undefined
        : await measureSignIn({ server: product, postmaster }, reads, workspaces);
    await Promise.all([limit.stop(), product.stop(), peer?.server.stop()]);
    return { lines, memoryAfter, database: await versionOf(databases.urls.app), signIn };
  } finally {
    await databases.stop();
  }
}

async function climbAll(servers: Servers, lines: ReturnType<typeof makeLines>): Promise<LineResult[]> {
  const wanted = lines.filter(
    ({ name }) => options.only.length === 0 || options.only.some((word) => name.includes(word)),
  );
  const results: LineResult[] = [];
  for (const line of wanted) {
    const result = await climb(line, servers, options);
    results.push(result);
    printLines([result]);
  }
  return results;
}

async function asAdmin<T>(
  dataDir: string,
  work: (client: OperatorClient, url: string) => Promise<T>,
): Promise<T> {
  const url = await attachEmbedded(dataDir);
  if (url === undefined) throw new Error('the database that was just started is gone');
  const product = urlFor(url, { database: 'caseward' });
  return withClient(product, (client) => work(client, product));
}

// The first line of PostgreSQL's own lock file.
async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);
}

async function versionOf(url: string): Promise<string> {
  return withClient(
    url,
    async (client) => (await client.query('show server_version')).rows[0].server_version,
  );
}
