import type { Line, Side } from './lines.ts';
import { measure, median, type Slice } from './measure.ts';
import type { MeasuredServer } from './measured-server.ts';
import type { BenchOptions } from './options.ts';

export type ClimbOptions = Pick<BenchOptions, 'connections' | 'seconds' | 'rounds' | 'profile'>;

export interface SideResult extends Slice {
  readonly name: string;
  /** To the first side: of throughput, or of p95 time. */
  readonly ratio: number;
  /** The ratio of each round, sorted: the first and the last are the spread. */
  readonly ratios: readonly number[];
}

export interface LineResult {
  readonly name: string;
  readonly by: Line['by'];
  readonly sides: readonly SideResult[];
}

export interface Servers {
  readonly limit: MeasuredServer;
  readonly product: MeasuredServer;
  /** There with `--peers`. */
  readonly parse?: MeasuredServer;
  /** The process id of the database they share. */
  readonly postmaster: number;
}

// Until what runs is compiled: after so many answers, whatever the machine does meanwhile.
const WARM_UP = { rate: 3_000, time: 300 } as const;

/**
 * Measures a line in interleaved rounds: whatever else the machine does meets all sides alike. Figures are
 * medians over the rounds.
 */
export async function climb(line: Line, servers: Servers, options: ClimbOptions): Promise<LineResult> {
  const { postmaster } = servers;
  const connections = line.by === 'rate' ? options.connections : 1;
  const load = (side: Side, amount?: number) =>
    measure(serverOf(side, servers), side.requests, {
      ...{ connections, seconds: options.seconds, postmaster },
      ...(amount !== undefined && { amount }),
    });
  for (const side of line.sides) await load(side, WARM_UP[line.by]);
  const profile = () => options.profile && servers.product.profile(`.tmp/${line.name}.cpuprofile`);
  profile();
  const rounds: Slice[][] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const slices: Slice[] = [];
    for (const side of line.sides) slices.push(await load(side));
    rounds.push(slices);
  }
  profile();
  return {
    name: line.name,
    by: line.by,
    sides: line.sides.map((side, at) => resultOf(line, side, at, rounds)),
  };
}

function serverOf({ name, server }: Side, servers: Servers): MeasuredServer {
  const found = servers[server];
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}

function resultOf(line: Line, { name }: Side, at: number, rounds: readonly (readonly Slice[])[]): SideResult {
  const mine = rounds.flatMap((slices) => slices[at] ?? []);
  const compared = ({ rate, p95 }: Slice) => (line.by === 'rate' ? rate : p95);
  const ratios = rounds
    .flatMap((slices) => {
      const [first, one] = [slices[0], slices[at]];
      return first && one ? [compared(one) / compared(first)] : [];
    })
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
