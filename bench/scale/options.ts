import { parseArgs } from 'node:util';

export const PARTS = ['search', 'rows'] as const;
export type Part = (typeof PARTS)[number];

export interface ScaleOptions {
  readonly parts: readonly Part[];
  /** Cases with words, in all, that are searched. */
  readonly searched: number;
  /** Cases in all in the large database that is listed and read, and in the small one. */
  readonly rows: number;
  readonly few: number;
  readonly workspaces: number;
  readonly rounds: number;
  /** Length of one measurement, in seconds. */
  readonly seconds: number;
  /** Where the filled databases stay for the next run; undefined = removed at the end. */
  readonly keep: string | undefined;
  /** Fills and leaves it at that. */
  readonly fillOnly: boolean;
}

/** @throws a TypeError for an option that is none. */
export function readScaleOptions(args: readonly string[]): ScaleOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      searched: { type: 'string', default: '1000000' },
      rows: { type: 'string', default: '3000000' },
      few: { type: 'string', default: '10000' },
      workspaces: { type: 'string', default: '50' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      keep: { type: 'string' },
      'fill-only': { type: 'boolean', default: false },
    },
  });
  const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
  if (parts.length < positionals.length) throw new TypeError(`the parts are ${PARTS.join(' and ')}`);
  return {
    parts,
    searched: whole('searched', values.searched),
    rows: whole('rows', values.rows),
    few: whole('few', values.few),
    workspaces: whole('workspaces', values.workspaces),
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    keep: values.keep,
    fillOnly: values['fill-only'],
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new TypeError(`--${name} takes a whole number above zero`);
  return Number(text);
}
