import { join } from 'node:path';
import type { LineResult, SideResult } from '../ladder.ts';
import { type Line, makeLines } from '../lines.ts';
import { measure, median, type Slice } from '../measure.ts';
import { launchServer, type MeasuredServer } from '../measured-server.ts';
import { fillListed } from './fill-listed.ts';
import type { Measuring } from './measuring.ts';
import { type FilledWorld, openWorld } from './world-folder.ts';

interface Size {
  readonly name: string;
  readonly world: FilledWorld;
  readonly server: MeasuredServer;
}

/** List and read, one question at a time, on a large database beside a small one: two servers, in turns. */
export async function measureRows(measuring: Measuring): Promise<LineResult[]> {
  const { options } = measuring;
  const sizes: Size[] = [];
  try {
    for (const cases of [options.few, options.rows]) {
      const size = await openSize(measuring, cases);
      if (size !== undefined) sizes.push(size);
    }
    const lines: LineResult[] = [];
    if (!options.fillOnly)
      for (const name of ['list', 'get']) lines.push(await compare(name, sizes, measuring));
    return lines;
  } finally {
    for (const { server, world } of sizes) {
      await server.stop();
      await world.stop();
    }
  }
}

async function openSize({ options, placement, folder }: Measuring, cases: number): Promise<Size | undefined> {
  const world = await openWorld({
    folder: join(folder, `listed-${cases}`),
    size: { workspaces: options.workspaces, cases },
    fill: fillListed,
    tables: ['app.cases'],
  });
  if (options.fillOnly) {
    await world.stop();
    return undefined;
  }
  const server = await launchServer({ script: 'product.server.ts', told: world.start, placement, folder });
  return { name: `${cases.toLocaleString('en')} cases`, world, server };
}

const WARM_UP = 2_000;

async function compare(name: string, sizes: readonly Size[], { options }: Measuring): Promise<LineResult> {
  const ask = ({ world, server }: Size, amount?: number) =>
    measure(server, requestsOf(makeLines(world.workspaces), name), {
      ...{ connections: 1, seconds: options.seconds, postmaster: world.postmaster },
      ...(amount !== undefined && { amount }),
    });
  for (const size of sizes) await ask(size, WARM_UP);
  const rounds: Slice[][] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const slices: Slice[] = [];
    for (const size of sizes) slices.push(await ask(size));
    rounds.push(slices);
  }
  return { name, by: 'time', sides: sizes.map((size, at) => sideOf(size, at, rounds)) };
}

function requestsOf(lines: readonly Line[], name: string) {
  const side = lines.find((line) => line.name === name)?.sides.find(({ server }) => server === 'product');
  if (side === undefined) throw new Error(`there is no line ${name}`);
  return side.requests;
}

/** The ratio is that of the medians of a round: the time most people wait. */
function sideOf({ name }: Size, at: number, rounds: readonly (readonly Slice[])[]): SideResult {
  const mine = rounds.flatMap((slices) => slices[at] ?? []);
  const ratios = rounds
    .flatMap((slices) => (slices[0] && slices[at] ? [slices[at].p50 / slices[0].p50] : []))
    .sort((one, other) => one - other);
  const of = (key: keyof Slice) => median(mine.map((slice) => slice[key]));
  return {
    name,
    ratio: median(ratios),
    ratios,
    rate: of('rate'),
    p50: of('p50'),
    p95: of('p95'),
    p99: of('p99'),
    cpu: of('cpu'),
    databaseCpu: of('databaseCpu'),
    bytes: of('bytes'),
  };
}
