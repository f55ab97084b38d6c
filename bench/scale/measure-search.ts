import { join } from 'node:path';
import { freePort } from '#server/platform/db/embedded.port.ts';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';
import { climb, type LineResult } from '../ladder.ts';
import { makeLines } from '../lines.ts';
import { launchServer } from '../measured-server.ts';
import { fillSearched } from './fill-searched.ts';
import type { Measuring } from './measuring.ts';
import { openWorld } from './world-folder.ts';

/** What a bare application would search by: the index as everyone makes it, and the best there is. */
const PLAIN_INDEXES = [
  { name: 'search', index: 'create index texts_words_idx on bench.texts using gin (words)' },
  {
    name: 'search, workspace indexed',
    index: 'create index texts_words_idx on bench.texts using gin (workspace_id, words)',
  },
] as const;

async function useIndex(admin: OperatorClient, definition: string): Promise<void> {
  const { rows } = await admin.query(`select pg_get_indexdef(to_regclass('bench.texts_words_idx')) as now`);
  const columns = (text: string) => text.slice(text.lastIndexOf('('));
  if (columns(rows[0].now ?? '') === columns(definition)) return;
  await admin.query('create extension if not exists btree_gin');
  await admin.query("set maintenance_work_mem = '1GB'");
  await admin.query('drop index if exists bench.texts_words_idx');
  await admin.query(definition);
  await admin.query('vacuum analyze bench.texts');
}

/** Search over all workspaces, one question at a time, beside a plain full-text index on the same words. */
export async function measureSearch({ options, placement, folder }: Measuring): Promise<LineResult[]> {
  const world = await openWorld({
    folder: join(folder, 'searched'),
    size: { workspaces: options.workspaces, cases: options.searched },
    fill: fillSearched,
    tables: ['app.cases', 'app.comments', 'app.search_docs', 'bench.texts'],
  });
  try {
    if (options.fillOnly) return [];
    const { start, postmaster } = world;
    const launch = (script: string, port: number) =>
      launchServer({ script, told: { ...start, port }, placement, folder });
    const product = await launch('product.server.ts', start.port);
    const told = { connections: 1, profile: false, rounds: options.rounds, seconds: options.seconds };
    const [search] = makeLines(world.workspaces).filter(({ name }) => name === 'search');
    if (search === undefined) throw new Error('there is no line search');
    const lines: LineResult[] = [];
    for (const { name, index } of PLAIN_INDEXES) {
      await world.admin((admin) => useIndex(admin, index));
      const limit = await launch('limit.server.ts', await freePort());
      lines.push({ ...(await climb(search, { limit, product, postmaster }, told)), name });
      await limit.stop();
    }
    await product.stop();
    return lines;
  } finally {
    await world.stop();
  }
}
