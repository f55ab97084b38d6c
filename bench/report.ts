import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { CryptoFigures } from './crypto-figures.ts';
import type { LineResult, SideResult } from './ladder.ts';
import type { BenchOptions } from './options.ts';
import type { Placement } from './placement.ts';
import type { SignInFigures } from './sign-in.ts';

export interface Report {
  readonly at: string;
  readonly build: string;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memory: number;
    readonly placement: Placement | 'shared by all';
    /** Processes that wanted a core while it ran, on average over the last minute: above 2 or so it was not alone. */
    readonly load: number;
  };
  readonly versions: Readonly<Record<string, string>>;
  readonly options: BenchOptions;
  readonly lines: readonly LineResult[];
  readonly memoryAfter: number;
  readonly crypto?: CryptoFigures;
  readonly secondStart?: number;
  readonly webSize?: number;
  readonly signIn?: SignInFigures;
}

interface Target {
  readonly name: string;
  readonly text: string;
  holds(ratio: number): boolean;
}

const atLeast = (name: string, least: number): Target => ({
  name,
  text: `≥ ${least}`,
  holds: (ratio) => ratio >= least,
});
const targets: readonly Target[] = [
  atLeast('list', 0.45),
  atLeast('get', 0.4),
  atLeast('create', 0.35),
  atLeast('get by token', 0.9),
  { name: 'search', text: '≤ 3 (p95)', holds: (ratio) => ratio <= 3 },
];

export function machine(): Omit<Report['machine'], 'placement' | 'load'> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
  };
}

/** One file a run, named by its moment. Returns its path. */
export async function writeReport(report: Report): Promise<string> {
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${report.at.slice(0, 19).replaceAll(':', '')}.json`);
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}

export function printLines(lines: readonly LineResult[]): void {
  const rows = lines.flatMap((line) => line.sides.map((side) => rowOf(line, side)));
  const head = [
    'line',
    'side',
    '/s',
    'p50 ms',
    'p95 ms',
    'CPU µs',
    'db µs',
    'bytes',
    'ratio',
    'spread',
    'target',
  ];
  printTable([head, ...rows]);
}

function rowOf({ name, by }: LineResult, side: SideResult): string[] {
  const target =
    side.name === 'Caseward' || side.name === 'by token'
      ? targets.find((one) => one.name === name)
      : undefined;
  const [least = 0, most = 0] = [side.ratios.at(0), side.ratios.at(-1)];
  return [
    by === 'time' ? `${name} (one at a time)` : name,
    side.name,
    side.rate.toFixed(0),
    side.p50.toFixed(2),
    side.p95.toFixed(2),
    side.cpu.toFixed(0),
    side.databaseCpu.toFixed(0),
    side.bytes.toFixed(0),
    side.ratio.toFixed(2),
    `${least.toFixed(2)}–${most.toFixed(2)}`,
    target === undefined ? '' : `${target.text} ${target.holds(side.ratio) ? 'met' : 'MISSED'}`,
  ];
}

export function printOthers({ lines, memoryAfter, crypto, secondStart, webSize, signIn }: Report): void {
  const row = (name: string, value: string, target: string, holds: boolean) => [
    name,
    value,
    `${target} ${holds ? 'met' : 'MISSED'}`,
  ];
  const mb = memoryAfter / 1e6;
  const rows = lines.flatMap((line) => {
    const times = timesPeer(line);
    return times === undefined
      ? []
      : [row(`${line.name}, Caseward : Parse Server`, times.toFixed(2), '≥ 2', times >= 2)];
  });
  rows.push(row('memory after the run', `${mb.toFixed(0)} MB`, '≤ 200 MB', mb <= 200));
  if (crypto !== undefined) {
    const { merkleEntries, seals, unseals } = crypto;
    rows.push(
      row('Merkle verification', `${whole(merkleEntries)} entries/s`, '≥ 100,000', merkleEntries >= 100_000),
      ['sealing', `${whole(seals)} blobs/s`, ''],
      ['opening', `${whole(unseals)} blobs/s`, ''],
    );
  }
  if (secondStart !== undefined)
    rows.push(row('second start to healthy', `${secondStart.toFixed(2)} s`, '≤ 3 s', secondStart <= 3));
  if (webSize !== undefined)
    rows.push(
      row('web, first load', `${(webSize / 1e3).toFixed(0)} kB gzip`, '≤ 200 kB', webSize <= 200_000),
    );
  if (signIn !== undefined) {
    const { storm, passwordTell, codeTell } = signIn;
    const tells = (ratio: number) => Math.abs(ratio - 1) > 0.1;
    rows.push(
      row('p99 while 20 a second sign in', `${storm.toFixed(2)} × quiet`, '≤ 2', storm <= 2),
      row('refused password, account : none', passwordTell.toFixed(2), '0.9–1.1', !tells(passwordTell)),
      row('mailed code, account : none', codeTell.toFixed(2), '0.9–1.1', !tells(codeTell)),
    );
  }
  printTable(rows);
}

function timesPeer({ sides }: LineResult): number | undefined {
  const ratioOf = (name: string) => sides.find((side) => side.name === name)?.ratio;
  const [own, peer] = [ratioOf('Caseward'), ratioOf('Parse Server')];
  return own === undefined || peer === undefined ? undefined : own / peer;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  console.log();
}
