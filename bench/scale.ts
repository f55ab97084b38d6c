/**
 * What grows with the data and what does not: search over a million sealed cases beside a plain full-text index,
 * and list and read at three million cases beside ten thousand. The options are in bench/README.md.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBuild } from '#server/platform/build.ts';
import type { LineResult } from './ladder.ts';
import { placeProcesses } from './placement.ts';
import { machine, printLines } from './report.ts';
import { measureRows } from './scale/measure-rows.ts';
import { measureSearch } from './scale/measure-search.ts';
import { readScaleOptions } from './scale/options.ts';

const options = readScaleOptions(process.argv.slice(2));
const placement = placeProcesses();
const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'caseward-scale-')));
process.once('SIGINT', () => process.exit(130));

const measures = { search: measureSearch, rows: measureRows };
try {
  const lines: LineResult[] = [];
  for (const part of options.parts) {
    const found = await measures[part]({ options, placement, folder });
    printLines(found);
    lines.push(...found);
  }
  if (!options.fillOnly) await report(lines);
} finally {
  if (options.keep === undefined) await rm(folder, { recursive: true, force: true });
}

async function report(lines: readonly LineResult[]): Promise<void> {
  const at = new Date().toISOString();
  const { keep: _, fillOnly: __, ...told } = options;
  const content = {
    at,
    build: readBuild().version,
    machine: { ...machine(), placement: placement ?? 'shared by all', load: loadavg()[0] ?? 0 },
    node: process.version,
    options: told,
    lines,
  };
  const results = join(import.meta.dirname, 'results');
  await mkdir(results, { recursive: true });
  const path = join(results, `scale-${at.slice(0, 19).replaceAll(':', '')}.json`);
  await writeFile(path, `${JSON.stringify(content, null, 2)}\n`);
  console.log(`Written to ${path}`);
}
