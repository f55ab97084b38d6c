import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Cases in all, spread evenly over the workspaces. */
  readonly cases: number;
  readonly workspaces: number;
  /** How often each side of each line is measured. */
  readonly rounds: number;
  /** Length of one measurement, in seconds. */
  readonly seconds: number;
  readonly connections: number;
  /** Lines whose name holds one of these; all when empty. */
  readonly only: readonly string[];
  /** Leaves out what is measured beside the ladder. */
  readonly ladderOnly: boolean;
  /** Measures what others would pick instead as well (bench/peers). */
  readonly peers: boolean;
  /** Writes a CPU profile of the product's process into .tmp/. */
  readonly profile: boolean;
}

/** @throws a TypeError for an option that is none. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '20000' },
      workspaces: { type: 'string', default: '50' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      connections: { type: 'string', default: '32' },
      only: { type: 'string', default: '' },
      'ladder-only': { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    cases: whole('cases', values.cases),
    workspaces: whole('workspaces', values.workspaces),
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    connections: whole('connections', values.connections),
    only: values.only.split(',').filter((word) => word !== ''),
    ladderOnly: values['ladder-only'],
    peers: values.peers,
    profile: values.profile,
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new TypeError(`--${name} takes a whole number above zero`);
  return Number(text);
}
